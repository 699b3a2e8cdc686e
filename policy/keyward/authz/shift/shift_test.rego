package keyward.authz.shift_test

import data.keyward.authz.shift

person(roles, hours, moment) := {
	"subject": {"type": "user", "properties": {"roles": roles, "shift": hours}},
	"resource": {"type": "record"},
	"context": {"time": moment},
}

codes contains reason.code if some reason in shift.deny_unless_emergency

test_a_shift_can_be_demanded if {
	demanded := {"phi": {"shift": {"since": "2026-11-21"}}}
	codes == {"shift.unknown"} with input as person(["nurse"], "unknown", "2026-11-24T15:00:00Z")
		with data.hospital.demanded as demanded
	codes == set() with input as person(
		["nurse"],
		{"from": "2026-11-24T07:00:00Z", "until": "2026-11-24T19:00:00Z"},
		"2026-11-24T15:00:00Z",
	)
		with data.hospital.demanded as demanded
}

test_a_shift_nobody_can_read_is_refused if {
	every hours in [
		{"from": "early", "until": "2026-11-24T19:00:00Z"},
		{"from": "2026-11-24T07:00:00Z", "until": "late"},
		{"from": 7, "until": 19},
	] {
		codes == {"shift.unknown"} with input as person(["nurse"], hours, "2026-11-24T15:00:00Z")
	}
}

# Monday to Friday from 6 to 20, five hours behind UTC.
office := {"billing": {
	"days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
	"from_hour": 6,
	"until_hour": 20,
	"utc_offset_minutes": -300,
}}

test_a_role_has_its_hours if {
	refused := {moment |
		some moment in [
			"2026-11-24T10:59:59Z", "2026-11-24T11:00:00Z", "2026-11-25T00:59:59Z", "2026-11-25T01:00:00Z",
			"2026-11-28T15:00:00Z",
		]
		"shift.role_hours" in codes with input as person(["billing"], "unknown", moment) with data.hospital.hours as office
	}
	refused == {"2026-11-24T10:59:59Z", "2026-11-25T01:00:00Z", "2026-11-28T15:00:00Z"}
}

test_another_role_without_hours_is_enough if {
	codes == set() with input as person(["billing", "nurse"], "unknown", "2026-11-28T15:00:00Z")
		with data.hospital.hours as office
}
