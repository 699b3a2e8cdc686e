package keyward.authz.agreement_test

import data.keyward.authz.agreement

since := "2026-11-21"

person(signed) := {
	"subject": {"type": "user", "properties": {"agreements": signed}},
	"resource": {"type": "record"},
	"context": {"time": "2026-11-24T15:00:00Z"},
}

codes(question, line) := said if {
	said := {reason.code | some reason in agreement.deny} with input as question
		with data.hospital.agreements as {"phi": {"confidentiality": line}}
}

test_who_has_not_signed_is_refused if {
	"agreement.person_missing" in codes(person(["acceptable-use"]), {"since": since})
	"agreement.person_missing" in codes(person("unknown"), {"since": since})
}

test_who_has_signed_is_not if {
	count(codes(person(["confidentiality"]), {"since": since})) == 0
}

test_an_agreement_that_is_not_asked_for_yet_is_not_missed if {
	count(codes(person([]), {"since": "2027-01-01"})) == 0
}

test_the_reason_names_the_agreement if {
	some reason in agreement.deny with input as person([])
		with data.hospital.agreements as {"phi": {"confidentiality": {"since": since}}}
	reason.facts == {"agreement": "confidentiality"}
}

test_an_app_of_the_policy_needs_no_agreement if {
	agreement.deny == set() with input as {
		"subject": {"type": "user"},
		"resource": {"type": "app", "id": "chart", "properties": {"agreement": "unknown"}},
		"context": {"time": "2026-11-24T15:00:00Z"},
	}
		with data.hospital.apps as {"chart": {"roles": ["nurse"], "data_class": "phi", "since": since}}
}
