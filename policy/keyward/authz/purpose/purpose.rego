# METADATA
# title: What the record is used for
# description: >-
#   Every use of a record has a purpose that the subject's role goes with (HL7 v3 ActReason; 164.506, 164.502(b)).
package keyward.authz.purpose

import data.keyward.authz.facts

# METADATA
# title: The app says what for
# custom:
#   name: purpose.unknown
#   reason_user: The app did not say what the record is for. Tell the help desk which app it was.
#   reason_admin: context.purpose is not known. The app has to send an HL7 v3 ActReason code.
#   reason_user_es: La aplicación no indicó para qué es la historia. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: No se conoce context.purpose. La aplicación tiene que enviar un código ActReason de HL7 v3.
deny contains {"code": "purpose.unknown", "missing": ["context.purpose"], "facts": {}} if {
	_asked
	not _said
}

# METADATA
# title: The purpose is one of the table
# custom:
#   name: purpose.not_listed
#   reason_user: Records may not be used for this purpose. Ask the privacy officer.
#   reason_admin: The purpose is not in data.hospital.purposes.
#   reason_user_es: Las historias no se pueden usar para este fin. Pregunte al responsable de privacidad.
#   reason_admin_es: El fin no está en data.hospital.purposes.
deny contains {"code": "purpose.not_listed", "missing": [], "facts": {"purpose": input.context.purpose}} if {
	_asked
	_said
	not _line
}

# METADATA
# title: A role of the subject goes with the purpose
# custom:
#   name: purpose.role_not_listed
#   reason_user: Your role does not go with this purpose. Choose the purpose you work for, or ask your manager.
#   reason_admin: No role of the subject is listed for the purpose.
#   reason_user_es: >-
#     Su función no corresponde a este fin. Elija el fin para el que trabaja o pregunte a su responsable.
#   reason_admin_es: Ningún rol del sujeto figura para el fin.
deny contains {"code": "purpose.role_not_listed", "missing": [], "facts": {"purpose": input.context.purpose}} if {
	_asked
	_line
	not _holds_listed_role
}

# METADATA
# title: Breaking the glass has a grant
# custom:
#   name: purpose.needs_grant
#   reason_user: This purpose is for emergencies. Ask for emergency access to this patient first.
#   reason_admin: The purpose asks for a grant of emergency access, and none holds for this patient and app.
#   reason_user_es: Este fin es para emergencias. Pida primero el acceso de emergencia a este paciente.
#   reason_admin_es: >-
#     El fin exige una concesión de acceso de emergencia y ninguna vale para este paciente y aplicación.
deny_unless_emergency contains {
	"code": "purpose.needs_grant",
	"missing": [],
	"facts": {"purpose": input.context.purpose},
} if {
	_asked
	_line.grant == true
}

_asked if input.resource.type == "record"

_said if {
	is_string(input.context.purpose)
	facts.known(input.context.purpose)
}

_holds_listed_role if {
	some role in _line.roles
	role in facts.roles
}

_line := line if {
	line := data.hospital.purposes[input.context.purpose]
	facts.in_force(line)
}
