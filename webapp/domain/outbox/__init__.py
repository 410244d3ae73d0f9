"""Mails that wait to be sent: written together with what they are about, and sent by workers until they have gone."""
