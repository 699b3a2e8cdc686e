package keyward.authz.types_test

import data.keyward.authz.types

registered := {"timesheet": {
	"data_class": "internal",
	"since": "2026-11-21",
	"actions": {"read": {"roles": ["nurse"]}, "approve": {"roles": ["unit-manager"], "level": "phr", "max_age": 300}},
}}

asked(action, roles) := {
	"subject": {"type": "user", "id": "u-1", "properties": {"enabled": true, "roles": roles}},
	"action": {"name": action},
	"resource": {"type": "timesheet", "id": "t-1"},
	"context": {
		"time": "2026-11-24T15:00:00Z",
		"network": {"address": "10.0.0.1", "protected": true},
		"assurance": {"level": 2, "age_seconds": 60},
		"required_assurance": {"level": 1},
		"supported_obligations": ["step-up"],
	},
}

answer(action, roles) := said if {
	said := data.keyward.authz.decision with input as asked(action, roles) with data.hospital.types as registered
}

test_a_registered_type_has_its_rules if {
	answer("read", ["nurse"]).decision
	{reason.code | some reason in answer("read", ["billing"]).reasons} == {"type.role_not_listed"}
	{reason.code | some reason in answer("erase", ["nurse"]).reasons} == {"type.action_not_listed"}
}

test_an_action_may_ask_for_more if {
	[obligation] := answer("approve", ["unit-manager"]).obligations
	obligation.properties == {"acr_value": "phr", "max_age": 300, "different_factor": false}
}

test_a_type_before_its_day_is_not_registered if {
	{reason.code | some reason in types.deny} == {"type.not_listed"} with input as asked("read", ["nurse"])
		with data.hospital.types as {"timesheet": object.union(registered.timesheet, {"since": "2027-01-01"})}
}

test_what_nothing_permits_is_refused_with_a_reason if {
	refused := data.keyward.authz.decision with input as asked("read", ["nurse"])
		with data.hospital.types as registered
		with types.allow as false
		with types.deny as set()
	refused == {
		"decision": false,
		"reasons": [{"code": "authz.nothing_permits", "missing": [], "facts": {}}],
		"obligations": [],
		"break_glass": false,
	}
}
