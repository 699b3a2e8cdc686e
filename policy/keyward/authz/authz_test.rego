package keyward.authz_test

import data.keyward.authz

# Golden cases, shared with Java: every one is answered as it says.
test_golden_cases_are_answered_as_wanted if {
	right := [one.name |
		some cases in data.golden
		some one in cases
		answer := authz.decision with input as one.input
		answer == one.want
	]
	total := count([1 | some cases in data.golden; some _ in cases])
	total >= 64
	count(right) == total
}

test_a_tenth_of_the_cases_each_permits_asks_for_more_and_refuses if {
	wanted := [one.want | some cases in data.golden; some one in cases]
	tenth := count(wanted) / 10
	count([want | some want in wanted; want.decision; want.obligations == []]) >= tenth
	count([want | some want in wanted; want.decision; want.obligations != []]) >= tenth
	count([want | some want in wanted; not want.decision]) >= tenth
}

test_golden_names_are_told_apart if {
	names := [one.name | some cases in data.golden; some one in cases]
	count({name | some name in names}) == count(names)
}

# What may be missing from a question that is permitted without the permit going away. Everything else is needed.
_optional_anywhere := {
	"subject/properties/client_roles", "subject/properties/department", "subject/properties/groups",
	"subject/properties/job", "subject/properties/npi", "subject/properties/agreements",
	"subject/properties/username", "subject/properties/employment/from", "subject/properties/employment/until",
	"subject/properties/licence/number", "subject/properties/licence/type", "subject/properties/shift",
	"subject/properties/shift/from", "subject/properties/shift/until", "context/network/address",
	"context/network/zone", "context/assurance/acr", "context/assurance/amr", "context/assurance/age_seconds",
	"context/required_assurance/different_factor", "context/required_assurance/because", "context/scopes",
	"context/break_glass", "context/break_glass/grant", "context/supported_obligations",
}

_optional := {
	"app": _optional_anywhere | {
		"subject/properties/unit", "resource/properties/data_class", "resource/properties/agreement/signed",
		"resource/properties/device_classes", "context/client", "context/device/known", "context/device/posture",
	},
	"record": _optional_anywhere | {
		"subject/properties/unit", "resource/properties/unit", "resource/properties/care_team",
		"context/client", "context/device",
		"context/device/known", "context/device/managed", "context/device/class", "context/device/posture",
	},
}

_permitted[kind] := one.input if {
	some kind, name in {"app": "a_listed_role_opens_the_app", "record": "a_nurse_of_the_team_reads"}
	some one in data.golden[kind]
	one.name == name
}

_plain_permit if {
	authz.decision.decision
	authz.decision.obligations == []
}

_paths(question) := {path |
	walk(question, [steps, value])
	count(steps) > 0
	every step in steps { is_string(step) }
	path := concat("/", steps)
}

test_what_is_missing_is_never_guessed if {
	every kind, question in _permitted {
		still := {path |
			some path in _paths(question)
			_plain_permit with input as json.remove(question, [path])
		}
		still - _optional[kind] == set()
	}
}

test_what_is_unknown_is_never_guessed if {
	every kind, question in _permitted {
		still := {path |
			some path in _paths(question)
			_plain_permit with input as json.patch(question, [{"op": "replace", "path": path, "value": "unknown"}])
		}
		still - _optional[kind] == set()
	}
}
