# METADATA
# title: Who may act on a patient's record
# description: >-
#   A role that may do this, a care relationship, and what the record's labels ask for (164.502(b), 164.514(d),
#   164.308(a)(4)).
package keyward.authz.record

import data.keyward.authz.facts

# METADATA
# title: A role may do this to a record
# description: By the table of actions.
# scope: document
default allow := false

allow if {
	_asked
	_may_act
}

# METADATA
# title: The app says whose record it is and how it is labelled
# custom:
#   name: record.unknown
#   reason_user: The app did not say enough about this record. Tell the help desk which app it was.
#   reason_admin: >-
#     The app did not say patient, confidentiality or labels of the record; see the missing paths. The app has to be
#     mended.
#   reason_user_es: >-
#     La aplicación no dio bastante información sobre esta historia. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: >-
#     La aplicación no indicó paciente, confidencialidad o etiquetas de la historia; vea las rutas que faltan. Hay que
#     corregir la aplicación.
deny contains {"code": "record.unknown", "missing": missing, "facts": {}} if {
	_asked
	missing := sort(_unsaid)
	count(missing) > 0
}

# METADATA
# title: A role of the subject may do this
# custom:
#   name: record.action_not_listed
#   reason_user: >-
#     Your role does not allow this on a patient's record. Ask a colleague whose role does, or your manager.
#   reason_admin: No role of the subject has the action in data.hospital.records.actions.
#   reason_user_es: >-
#     Su función no permite esto en la historia de un paciente. Pida ayuda a un colega cuya función lo permita, o a su
#     responsable.
#   reason_admin_es: Ningún rol del sujeto tiene la acción en data.hospital.records.actions.
deny contains {"code": "record.action_not_listed", "missing": [], "facts": {"action": input.action.name}} if {
	_asked
	not _may_act
}

# METADATA
# title: The record's confidentiality is one of the table
# custom:
#   name: record.confidentiality_not_listed
#   reason_user: This record is marked in a way the system does not know. Tell the help desk which app it was.
#   reason_admin: The record's confidentiality is not in data.hospital.records.confidentiality.
#   reason_user_es: >-
#     Esta historia lleva una marca que el sistema no conoce. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: La confidencialidad de la historia no está en data.hospital.records.confidentiality.
deny contains {"code": "record.confidentiality_not_listed", "missing": [], "facts": {}} if {
	_asked
	_text("confidentiality")
	not _confidentiality
}

# METADATA
# title: The record's labels are those of the table
# custom:
#   name: record.label_not_listed
#   reason_user: This record carries a label the system does not know. Tell the help desk which app it was.
#   reason_admin: >-
#     A sensitivity label of the record is not in data.hospital.records.labels. Add it with what it asks for.
#   reason_user_es: >-
#     Esta historia lleva una etiqueta que el sistema no conoce. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: Una etiqueta de la historia no está en data.hospital.records.labels. Añádala con lo que exige.
deny contains {"code": "record.label_not_listed", "missing": [], "facts": {}} if {
	_asked
	some label in _labels
	not _label(label)
}

# METADATA
# title: The record's labels go with the purpose
# custom:
#   name: record.label_refuses_purpose
#   reason_user: This part of the record may not be used for this purpose. Ask the privacy officer.
#   reason_admin: A sensitivity label of the record does not list the purpose (42 CFR Part 2 and its like).
#   reason_user_es: Esta parte de la historia no se puede usar para este fin. Pregunte al responsable de privacidad.
#   reason_admin_es: Una etiqueta de la historia no admite este fin (42 CFR Part 2 y similares).
deny contains {"code": "record.label_refuses_purpose", "missing": [], "facts": {"purpose": input.context.purpose}} if {
	_asked
	some label in _labels
	purposes := _label(label).purposes
	not _purpose_in(purposes)
}

# METADATA
# title: A service account stays away from what is very restricted
# custom:
#   name: record.service_refused
#   reason_user: This record is closed to automatic access.
#   reason_admin: A service account asked for a record that its confidentiality closes to services.
#   reason_user_es: Esta historia está cerrada al acceso automático.
#   reason_admin_es: Una cuenta de servicio pidió una historia cuya confidencialidad la cierra a los servicios.
deny contains {"code": "record.service_refused", "missing": [], "facts": {}} if {
	_asked
	facts.service
	not _confidentiality.services == true
}

# METADATA
# title: The person cares for the patient
# custom:
#   name: record.no_care_relationship
#   reason_user: >-
#     You are not recorded as caring for this patient. Ask the ward to add you to the care team; in an emergency use
#     emergency access.
#   reason_admin: >-
#     The person is neither on the record's care team nor of its unit, and the purpose asks for one of them.
#   reason_user_es: >-
#     No consta que usted atienda a este paciente. Pida a la unidad que le añada al equipo; en una emergencia use el
#     acceso de emergencia.
#   reason_admin_es: >-
#     La persona no está en el equipo asistencial de la historia ni en su unidad, y el fin exige lo uno o lo otro.
deny_unless_emergency contains {"code": "record.no_care_relationship", "missing": missing, "facts": {}} if {
	_relationship_asked
	not _on_team
	not _of_unit
	missing := sort({path |
		some path, value in {
			"resource.properties.care_team": object.get(input, ["resource", "properties", "care_team"], null),
			"resource.properties.unit": object.get(input, ["resource", "properties", "unit"], null),
			"subject.properties.unit": object.get(input, ["subject", "properties", "unit"], null),
		}
		not facts.known(value)
	})
}

# METADATA
# title: What is restricted is for the care team
# custom:
#   name: record.team_only
#   reason_user: >-
#     This record is open to the patient's own care team only. Ask the ward to add you; in an emergency use emergency
#     access.
#   reason_admin: >-
#     Confidentiality or a label of the record asks for the care team, and the person is not on it, whatever the
#     purpose.
#   reason_user_es: >-
#     Esta historia solo está abierta al equipo que atiende al paciente. Pida a la unidad que le añada; en una
#     emergencia use el acceso de emergencia.
#   reason_admin_es: >-
#     La confidencialidad o una etiqueta exige el equipo asistencial y la persona no está en él, sea cual sea el fin.
deny_unless_emergency contains {"code": "record.team_only", "missing": [], "facts": {}} if {
	_team_asked
	not _on_team
	not _stranger
}

# METADATA
# title: What the record asks for in assurance
# description: Levels of its confidentiality, its labels and the action; read by the domain assurance.
# scope: document
wants contains _want("record.confidentiality", _confidentiality) if _asked

wants contains _want("record.action", data.hospital.records.actions[input.action.name]) if _asked

wants contains _want("record.label", _label(label)) if {
	_asked
	some label in _labels
}

_want(because, line) := {"level": line.level, "because": because, "max_age": object.get(line, "max_age", null)}

_asked if {
	input.resource.type == "record"
	is_string(input.action.name)
}

_purpose_in(purposes) if input.context.purpose in purposes

_may_act if {
	line := data.hospital.records.actions[input.action.name]
	facts.in_force(line)
	some role in line.roles
	role in facts.roles
}

_relationship_asked if {
	_asked
	facts.person
	not _without_relationship
}

_without_relationship if data.hospital.purposes[input.context.purpose].relationship == false

_on_team if input.subject.id in input.resource.properties.care_team

_of_unit if {
	facts.known(input.subject.properties.unit)
	input.subject.properties.unit == input.resource.properties.unit
	some role, _ in data.hospital.records.unit_roles
	role in facts.roles
}

_stranger if {
	_relationship_asked
	not _of_unit
}

_team_asked if {
	_asked
	facts.person
	_confidentiality.team == true
}

_team_asked if {
	_asked
	facts.person
	some label in _labels
	_label(label).team == true
}

_confidentiality := line if {
	line := data.hospital.records.confidentiality[input.resource.properties.confidentiality]
	facts.in_force(line)
}

_labels := input.resource.properties.sensitivity if is_array(input.resource.properties.sensitivity)

_label(label) := line if {
	line := data.hospital.records.labels[label]
	facts.in_force(line)
}

_unsaid contains concat(".", ["resource.properties", name]) if {
	some name in ["patient", "confidentiality"]
	not _text(name)
}

_unsaid contains "resource.properties.sensitivity" if not _labels

_text(name) if {
	value := input.resource.properties[name]
	is_string(value)
	facts.known(value)
}
