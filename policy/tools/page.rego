# docs/policy.md, made by policy/build from what opa inspect says of the modules. Not part of any bundle.
package tools

page := concat("\n", array.concat(_head, [line | some section in _sections; some line in section]))

_head := [
	"# The policy, rule by rule",
	"",
	"Made by `policy/build` from the METADATA of the rules; do not edit. How it is run and changed: [policy/README.md](../policy/README.md),",
	"[abac-policy](rooms/abac-policy.md).",
	"",
	"A rule marked *emergency* is set aside by a grant of emergency access for the patient and the app; no other is.",
	"",
]

_sections := [section |
	some package_path in sort({path |
		some annotation in input.annotations
		annotation.annotations.scope == "package"
		path := _path(annotation)
	})
	section := _section(package_path)
]

_section(package_path) := array.concat(_intro(package_path), array.concat(_reasons(package_path), _others(package_path)))

_intro(package_path) := ["", concat("", ["## ", annotation.annotations.title]), "", concat("", ["`", package_path, "`: ", annotation.annotations.description]), ""] if {
	some annotation in input.annotations
	annotation.annotations.scope == "package"
	_path(annotation) == package_path
}

_reasons(package_path) := array.concat(["| code | what must hold | to the person | to the administrator |", "|---|---|---|---|"], rows) if {
	rows := [row | some [_, row] in sort({[custom.name, line] |
		some annotation in _rules(package_path)
		custom := annotation.annotations.custom
		line := concat("", [
			"| `", custom.name, "`", _mark(annotation), " | ", annotation.annotations.title,
			" | ", custom.reason_user, " | ", custom.reason_admin, " |",
		])
	})]
	count(rows) > 0
} else := []

_others(package_path) := array.concat([""], lines) if {
	lines := [line | some [_, line] in sort({[name, text] |
		some annotation in _rules(package_path)
		not annotation.annotations.custom
		name := annotation.path[count(annotation.path) - 1].value
		text := concat("", ["- `", name, "`: ", annotation.annotations.title, ". ", object.get(annotation.annotations, "description", "")])
	})]
	count(lines) > 0
} else := []

_mark(annotation) := " *(emergency)*" if annotation.path[count(annotation.path) - 1].value == "deny_unless_emergency"

_mark(annotation) := "" if annotation.path[count(annotation.path) - 1].value != "deny_unless_emergency"

_rules(package_path) := [annotation |
	some annotation in input.annotations
	annotation.annotations.scope != "package"
	startswith(_path(annotation), concat("", [package_path, "."]))
	count(split(_path(annotation), ".")) == count(split(package_path, ".")) + 1
]

_path(annotation) := concat(".", [part.value | some i, part in annotation.path; i > 0])
