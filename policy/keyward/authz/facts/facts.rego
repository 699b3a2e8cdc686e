# METADATA
# title: What every domain needs to know
# description: Readings of the question that several domains share. What is not known reads as not there.
package keyward.authz.facts

# METADATA
# title: The moment that is decided about
# description: >-
#   In nanoseconds, from the question and never from a clock, so that a recorded question can be decided again.
now := time.parse_rfc3339_ns(input.context.time)

# METADATA
# title: The day that is decided about
# description: In UTC. Days compare as texts, which costs next to nothing.
today := substring(input.context.time, 0, 10) if {
	now
	endswith(input.context.time, "Z")
}

# METADATA
# title: The subject is a person
# description: Keycloak's user.
person if input.subject.type == "user"

# METADATA
# title: The subject is a service account
# description: >-
#   A machine: it has no employment, no licence, no session to step up.
service if input.subject.type == "service"

# METADATA
# title: The subject's roles
# description: A set; empty when nothing says which they are.
roles contains role if {
	is_array(input.subject.properties.roles)
	some role in input.subject.properties.roles
}

# METADATA
# title: The resource is of a type of the asking app's own
# description: Neither an app nor a record.
own_type if {
	is_string(input.resource.type)
	not _built_in
}

_built_in if input.resource.type in {"app", "record"}

# METADATA
# title: How grave the data is
# description: phi, limited, internal or none. A record is phi. An app or a type that says nothing counts as phi.
# scope: document
default data_class := "phi"

data_class := class if {
	class := _line.data_class
} else := class if {
	input.resource.type == "app"
	class := input.resource.properties.data_class
	class in {"limited", "internal", "none"}
}

_line := data.hospital.apps[input.resource.id] if input.resource.type == "app"

_line := data.hospital.types[input.resource.type] if own_type

# METADATA
# title: A fact is demanded of this resource
# description: By its class of data (data.hospital.demanded).
demanded(fact) if in_force(data.hospital.demanded[data_class][fact])

# METADATA
# title: A line of data is in force
# description: Its first day (since) has come, its last day (until) is not over. Both are days, YYYY-MM-DD.
in_force(line) if {
	line.since <= today
	not _over(line)
}

_over(line) if line.until < today

# METADATA
# title: A value is known
# description: Neither null nor the word that says it should be known and is not.
known(value) if {
	value != "unknown"
	value != ""
	value != null
}

# METADATA
# title: When a day or a moment begins
# description: From YYYY-MM-DD or RFC 3339; nothing from anything else.
starts(text) := time.parse_rfc3339_ns(text) if {
	contains(text, "T")
} else := time.parse_rfc3339_ns(concat("", [text, "T00:00:00Z"]))

# METADATA
# title: When a day or a moment is over
# description: A day ends when the next one begins, in UTC.
ends(text) := time.parse_rfc3339_ns(text) if {
	contains(text, "T")
} else := time.parse_rfc3339_ns(concat("", [text, "T00:00:00Z"])) + 86400000000000
