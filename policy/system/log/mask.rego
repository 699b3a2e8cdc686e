# METADATA
# title: What the log does not show
# description: >-
#   Of the question only what the schema marks as shown (x-keyward-log) goes to the console, to exports and to other
#   systems. Everything else is hidden, also what nobody has thought of: patients, free text, addresses (164.502(b)).
package system.log

# METADATA
# title: Members of the question
# description: JSON pointers into an event of OPA's decision log. What is below a hidden member goes with it.
# entrypoint: true
mask contains _pointer([one]) if {
	some one, first in input.input
	_hidden([one], first)
}

# METADATA
# title: Members of subject, action, resource and context
# description: As above, one step down.
mask contains _pointer([one, two]) if {
	some one, first in input.input
	_opens([one], first)
	some two, second in first
	_hidden([one, two], second)
}

# METADATA
# title: Properties, and members of what the context holds
# description: As above, two steps down.
mask contains _pointer([one, two, three]) if {
	some one, first in input.input
	_opens([one], first)
	some two, second in first
	_opens([one, two], second)
	some three, third in second
	_hidden([one, two, three], third)
}

# METADATA
# title: Members of properties
# description: As above, three steps down.
mask contains _pointer([one, two, three, four]) if {
	some one, first in input.input
	_opens([one], first)
	some two, second in first
	_opens([one, two], second)
	some three, third in second
	_opens([one, two, three], third)
	some four, fourth in third
	_hidden([one, two, three, four], fourth)
}

# METADATA
# title: The id of anything but an app
# description: It may be a patient's.
mask contains "/input/resource/id" if {
	input.input.resource.id
	not input.input.resource.type == "app"
}

_said(path) := object.get(data.hospital.log.shown, path, false)

_hidden(path, _) if _said(path) == false

_hidden(path, value) if {
	is_object(_said(path))
	not is_object(value)
	not value in {"unknown", null}
}

_opens(path, value) if {
	is_object(_said(path))
	is_object(value)
}

_pointer(path) := concat("/", array.concat(["/input"], [_escaped(step) | some step in path]))

_escaped(step) := replace(replace(step, "~", "~0"), "/", "~1")
