package keyward.authz.employment_test

import data.keyward.authz.employment

employed(facts) := {
	"subject": {"type": "user", "properties": {"employment": facts}},
	"resource": {"type": "app", "properties": {"data_class": "internal"}},
	"context": {"time": "2026-11-24T15:00:00Z"},
}

test_a_day_nobody_can_read_is_refused if {
	some reason in employment.deny with input as employed({"status": "active", "until": "31 December"})
	reason.code == "employment.unknown"
	reason.missing == ["subject.properties.employment.until"]
}

test_a_day_that_is_no_text_is_refused if {
	some reason in employment.deny with input as employed({"status": "active", "from": 20200301})
	reason.missing == ["subject.properties.employment.from"]
}

test_what_is_internal_asks_for_no_employment if {
	employment.deny == set() with input as employed("unknown")
}

test_who_has_left_is_refused_everywhere if {
	some reason in employment.deny with input as employed({"status": "ended"})
	reason.code == "employment.ended"
}
