# METADATA
# title: Emergency access
# description: >-
#   A grant for this patient and this app stands against what relationships, shifts and most directives refuse, and
#   against nothing else (164.312(a)(2)(ii)).
package keyward.authz.emergency

import data.keyward.authz.facts

# METADATA
# title: A grant holds
# description: >-
#   It is for this patient, this app and this class of data, and has not run out. One whose second factor a colleague
#   stands in for is good only for classes of data where that may be.
holds if {
	grant := input.context.break_glass
	is_string(grant.grant)
	facts.known(grant.grant)
	grant.grant != "none"
	_for_this(grant)
	_class
	_proven
	facts.now < facts.ends(grant.until)
}

# METADATA
# title: A colleague stands in for the second factor
# description: >-
#   Under a grant that holds. What asks for two factors is met by one and the colleague; what asks for more is not.
vouched if {
	holds
	input.context.break_glass.waived == true
}

# METADATA
# title: The person may ask for emergency access
# description: One of the person's roles is on the list.
eligible if {
	facts.person
	some role, line in data.hospital.break_glass.roles
	role in facts.roles
	facts.in_force(line)
}

# METADATA
# title: A grant was used
# custom:
#   name: break_glass.used
#   reason_user: You used emergency access. It is looked into afterwards.
#   reason_admin: The decision rests on a grant of emergency access; without it the rules would have refused.
#   reason_user_es: Ha usado el acceso de emergencia. Se revisará después.
#   reason_admin_es: >-
#     La decisión se apoya en una concesión de acceso de emergencia; sin ella las reglas habrían rechazado.
used := {"code": "break_glass.used", "missing": [], "facts": {"grant": input.context.break_glass.grant}} if holds

# METADATA
# title: What acting under a grant asks for in assurance
# description: A level of its own.
wants contains {"level": data.hospital.break_glass.level, "because": "break_glass", "max_age": null} if holds

_class := line if {
	line := data.hospital.break_glass.data_classes[input.context.break_glass.data_class]
	facts.in_force(line)
}

_proven if input.context.break_glass.waived == false

_proven if {
	_class.waivable == true
	input.context.break_glass.waived == true
}

_of_class if {
	input.resource.properties.confidentiality in _class.confidentiality
	every label in input.resource.properties.sensitivity { label in _class.labels }
}

_for_this(grant) if {
	input.resource.type == "record"
	grant.patient == input.resource.properties.patient
	facts.known(grant.patient)
	input.context.client in grant.apps
	_of_class
}

_for_this(grant) if {
	input.resource.type == "app"
	input.resource.id in grant.apps
}
