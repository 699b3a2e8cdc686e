# docs/policy.md, made by policy/build from what opa inspect says of the modules. Not part of any bundle.
package tools

page := concat("\n", array.concat(_head, [line | some title in sort(_packages); some line in _section(title)]))

_head := [
	"# The policy, rule by rule",
	"",
	"Made by `policy/build` from the METADATA of the rules; do not edit. How it is written and built:",
	"[policy/README.md](../policy/README.md). How it is run: [abac-policy](rooms/abac-policy.md).",
	"",
	"*Emergency* marks rules that a grant of emergency access for the patient and the app sets aside; no other is.",
]

_packages contains _path(annotation) if {
	some annotation in input.annotations
	annotation.annotations.scope == "package"
}

_section(title) := array.flatten([_intro(title), _reasons(title), _others(title)])

_intro(title) := ["", concat("", ["## ", said.title]), "", concat("", ["`", title, "`: ", said.description])] if {
	some annotation in input.annotations
	said := annotation.annotations
	said.scope == "package"
	_path(annotation) == title
}

_reasons(title) := array.flatten([
	"",
	"| code | what must hold | to the person | to the administrator |",
	"|---|---|---|---|",
	sort(_rows(title)),
]) if {
	count(_rows(title)) > 0
} else := []

_rows(title) := {row |
	some annotation in _rules(title)
	custom := annotation.annotations.custom
	cells := [_code(annotation), annotation.annotations.title, custom.reason_user, custom.reason_admin]
	row := concat("", ["| ", concat(" | ", cells), " |"])
}

_others(title) := array.flatten(["", sort(_lines(title))]) if {
	count(_lines(title)) > 0
} else := []

_lines(title) := {line |
	some annotation in _rules(title)
	said := annotation.annotations
	not said.custom
	line := concat("", ["- `", _name(annotation), "`: ", said.title, ". ", said.description])
}

_code(annotation) := concat("", ["`", annotation.annotations.custom.name, "` *emergency*"]) if {
	_name(annotation) == "deny_unless_emergency"
} else := concat("", ["`", annotation.annotations.custom.name, "`"])

_rules(title) := [annotation |
	some annotation in input.annotations
	annotation.annotations.scope != "package"
	_path(annotation) == concat(".", [title, _name(annotation)])
]

_name(annotation) := annotation.path[count(annotation.path) - 1].value

_path(annotation) := concat(".", [part.value | some i, part in annotation.path; i > 0])
