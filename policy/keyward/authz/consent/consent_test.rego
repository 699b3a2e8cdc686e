package keyward.authz.consent_test

import data.keyward.authz.consent

question := {
	"subject": {"type": "user", "id": "u-1", "properties": {"unit": "icu"}},
	"resource": {"type": "record", "properties": {
		"patient": "p-9",
		"sensitivity": [],
		"consent": {"purposes": [], "denied_subjects": [], "denied_units": []},
	}},
	"context": {"purpose": "TREAT", "time": "2026-11-24T15:00:00Z"},
}

test_what_the_hospital_keeps_is_heard_too if {
	some reason in consent.deny with input as question
		with data.hospital.directives as {"p-9": {"denied_subjects": ["u-1"], "denied_units": []}}
	reason.code == "consent.person_refused"
}

test_so_are_units if {
	some reason in consent.deny_unless_emergency with input as question
		with data.hospital.directives as {"p-9": {"denied_subjects": [], "denied_units": ["icu"]}}
	reason.code == "consent.unit_refused"
}

test_directives_of_another_patient_are_not if {
	denied := consent.deny | consent.deny_unless_emergency with input as question
		with data.hospital.directives as {"p-8": {"denied_subjects": ["u-1"], "denied_units": ["icu"]}}
	denied == set()
}

test_half_a_directive_is_none if {
	some reason in consent.deny with input as json.remove(question, ["resource/properties/consent/denied_units"])
	reason == {
		"code": "consent.unknown",
		"missing": ["resource.properties.consent.denied_units"],
		"facts": {},
	}
}
