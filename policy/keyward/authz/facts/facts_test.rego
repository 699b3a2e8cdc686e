package keyward.authz.facts_test

import data.keyward.authz.facts

at(moment) := {"context": {"time": moment}}

test_a_line_begins if {
	facts.in_force({"since": "2026-11-21"}) with input as at("2026-11-21T00:00:00Z")
	not _in_force({"since": "2026-11-21"}, "2026-11-20T23:59:59Z")
}

test_a_line_ends_with_its_last_day if {
	facts.in_force({"since": "2026-01-01", "until": "2026-11-24"}) with input as at("2026-11-24T23:59:59Z")
	not _in_force({"since": "2026-01-01", "until": "2026-11-24"}, "2026-11-25T00:00:00Z")
}

test_a_time_that_is_not_in_utc_has_no_day if {
	not _in_force({"since": "2026-01-01"}, "2026-11-24T10:00:00+01:00")
}

test_what_ends_at_a_moment_ends_then if {
	facts.ends("2026-11-24T12:00:00+01:00") == facts.starts("2026-11-24T11:00:00Z")
	facts.ends("2026-11-24") == facts.starts("2026-11-25")
}

test_a_line_without_a_beginning_is_never_in_force if {
	not _in_force({}, "2026-11-24T11:00:00Z")
}

test_a_type_says_its_class_of_data if {
	types := {"timesheet": {"data_class": "internal"}, "bare": {}}
	facts.data_class == "internal" with input as {"resource": {"type": "timesheet"}} with data.hospital.types as types
	facts.data_class == "phi" with input as {"resource": {"type": "bare"}} with data.hospital.types as types
	facts.data_class == "phi" with input as {"resource": {"type": "unheard"}} with data.hospital.types as types
}

test_an_app_cannot_invent_a_class if {
	facts.data_class == "phi" with input as {"resource": {"type": "app", "properties": {"data_class": "harmless"}}}
}

_in_force(line, moment) if facts.in_force(line) with input as at(moment)
