# METADATA
# title: Whether the person is licensed
# description: >-
#   Roles that need a licence need one that has not run out (42 CFR 482.11(c)); what is prescribed needs an
#   identifier.
package keyward.authz.licence

import data.keyward.authz.facts

# METADATA
# title: The licence is known where the role needs one
# custom:
#   name: licence.unknown
#   reason_user: No licence of yours is on file. Ask the credentials office to enter it.
#   reason_admin: >-
#     A role of the person needs a licence for such data, and the profile says no end of one (licence_until).
#   reason_user_es: No consta ninguna licencia suya. Pida a la oficina de acreditaciones que la anote.
#   reason_admin_es: >-
#     Un rol de la persona exige licencia para estos datos y el perfil no indica su fin (licence_until).
deny contains {"code": "licence.unknown", "missing": ["subject.properties.licence.until"], "facts": {}} if {
	_asked
	not _ends
}

# METADATA
# title: The licence has not run out
# custom:
#   name: licence.expired
#   reason_user: Your licence has run out. Renew it, or ask the credentials office to enter the new date.
#   reason_admin: The last day of the licence is over (licence_until).
#   reason_user_es: Su licencia ha caducado. Renuévela o pida a la oficina de acreditaciones que anote la nueva fecha.
#   reason_admin_es: Pasó el último día de la licencia (licence_until).
deny contains {"code": "licence.expired", "missing": [], "facts": {}} if {
	_asked
	_ends <= facts.now
}

# METADATA
# title: Who prescribes has an identifier
# custom:
#   name: licence.npi_unknown
#   reason_user: No provider identifier (NPI) of yours is on file. Ask the credentials office to enter it.
#   reason_admin: The action asks for a National Provider Identifier, and the profile says none (npi).
#   reason_user_es: No consta su identificador de prescriptor (NPI). Pida a la oficina de acreditaciones que lo anote.
#   reason_admin_es: La acción exige un National Provider Identifier y el perfil no indica ninguno (npi).
deny contains {
	"code": "licence.npi_unknown",
	"missing": ["subject.properties.npi"],
	"facts": {"action": input.action.name},
} if {
	input.resource.type == "record"
	data.hospital.records.actions[input.action.name].npi == true
	not _npi
}

_asked if {
	facts.person
	facts.demanded("licence")
	some role in facts.roles
	facts.in_force(data.hospital.licensed_roles[role])
}

_ends := facts.ends(input.subject.properties.licence.until)

_npi if facts.known(input.subject.properties.npi)
