# METADATA
# title: What the patient agreed to
# description: >-
#   Directives as the app says them and as the hospital keeps them in policy data; whichever refuses, refuses
#   (164.508, 164.522(a), 42 CFR 2.31).
package keyward.authz.consent

import data.keyward.authz.facts

# METADATA
# title: The patient's directives are known
# custom:
#   name: consent.unknown
#   reason_user: The app did not say what the patient agreed to. Tell the help desk which app it was.
#   reason_admin: resource.properties.consent is not known. The app has to say it, be it empty.
#   reason_user_es: >-
#     La aplicación no indicó lo que el paciente consintió. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: No se conoce resource.properties.consent. La aplicación tiene que indicarlo, aunque esté vacío.
deny contains {"code": "consent.unknown", "missing": missing, "facts": {}} if {
	_asked
	missing := sort(_unsaid)
	count(missing) > 0
}

# METADATA
# title: The patient did not refuse this person
# custom:
#   name: consent.person_refused
#   reason_user: The patient does not want you to see this record. Ask a colleague to take over.
#   reason_admin: The subject is among the patient's denied_subjects. Emergency access does not change that.
#   reason_user_es: El paciente no quiere que usted vea esta historia. Pida a un colega que se encargue.
#   reason_admin_es: El sujeto está entre los denied_subjects del paciente. El acceso de emergencia no lo cambia.
deny contains {"code": "consent.person_refused", "missing": [], "facts": {}} if {
	_asked
	some directives in _directives
	input.subject.id in directives.denied_subjects
}

# METADATA
# title: The patient did not refuse this unit
# custom:
#   name: consent.unit_refused
#   reason_user: >-
#     The patient does not want your unit to see this record. Ask the ward that cares for the patient; in an emergency
#     use emergency access.
#   reason_admin: The subject's unit is among the patient's denied_units, or there are some and nobody knows the unit.
#   reason_user_es: >-
#     El paciente no quiere que su unidad vea esta historia. Pregunte a la unidad que le atiende; en una emergencia
#     use el acceso de emergencia.
#   reason_admin_es: La unidad del sujeto está entre las denied_units del paciente, o las hay y no se conoce la unidad.
deny_unless_emergency contains {"code": "consent.unit_refused", "missing": missing, "facts": {}} if {
	_asked
	missing := [path | not _unit; path := "subject.properties.unit"]
	some directives in _directives
	_refused(directives.denied_units)
}

# METADATA
# title: The patient agreed to the purpose, where that is needed
# custom:
#   name: consent.purpose_not_given
#   reason_user: >-
#     The patient has not agreed to this use. Ask the patient, or the privacy officer; in an emergency use emergency
#     access.
#   reason_admin: >-
#     The purpose, or a label of the record, asks for the patient's consent, and consent.purposes does not hold the
#     purpose.
#   reason_user_es: >-
#     El paciente no ha consentido este uso. Pregunte al paciente o al responsable de privacidad; en una emergencia
#     use el acceso de emergencia.
#   reason_admin_es: >-
#     El fin, o una etiqueta de la historia, exige el consentimiento del paciente, y consent.purposes no contiene el
#     fin.
deny_unless_emergency contains {
	"code": "consent.purpose_not_given",
	"missing": [],
	"facts": {"purpose": input.context.purpose},
} if {
	_asked
	_needed
	is_string(input.context.purpose)
	not _given
}

_asked if input.resource.type == "record"

_said if is_object(input.resource.properties.consent)

_unit if facts.known(input.subject.properties.unit)

_refused(wards) if input.subject.properties.unit in wards

_refused(wards) if {
	facts.person
	count(wards) > 0
	not _unit
}

_list(name) if is_array(input.resource.properties.consent[name])

_unsaid contains "resource.properties.consent" if not _said

_unsaid contains concat(".", ["resource.properties.consent", name]) if {
	_said
	some name in ["purposes", "denied_subjects", "denied_units"]
	not _list(name)
}

_given if input.context.purpose in input.resource.properties.consent.purposes

_directives contains input.resource.properties.consent

_directives contains data.hospital.directives[input.resource.properties.patient]

_needed if data.hospital.purposes[input.context.purpose].consent == true

_needed if {
	some label in input.resource.properties.sensitivity
	data.hospital.records.labels[label].consent == true
}
