# Data for the benches: the shipped data and directives of 200 patients, about 185 KB. Made by
# policy/build, the same each time. Not part of any bundle.
package tools

bench := object.union(input, {"hospital": object.union(input.hospital, {"directives": _directives})})

_directives[concat("", ["p-", _three(patient)])] := {"denied_subjects": staff, "denied_units": wards} if {
	some patient in numbers.range(1, 200)
	staff := [id |
		some place in numbers.range(1, 28)
		id := concat("", ["staff-", _three(((patient * 37) + (place * 113)) % 1000), "-of-another-house"])
	]
	wards := [id |
		some place in numbers.range(1, 5)
		id := concat("", ["unit-", _three((patient * place) % 400)])
	]
}

_three(number) := substring(format_int(1000 + number, 10), 1, 3)
