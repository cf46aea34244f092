"""Ancrage: a French-language portal on community outreach, built from YAML."""
