# METADATA
# title: What was signed
# description: >-
#   An app that handles patient data needs a business associate agreement unless the hospital runs it itself
#   (164.308(b), 164.504(e)); people sign what the hospital asks of them.
package keyward.authz.agreement

import data.keyward.authz.facts

# METADATA
# title: The app's agreement is known where it has to be
# custom:
#   name: agreement.app_unknown
#   reason_user: This app is not cleared for patient data yet. Ask its owner.
#   reason_admin: >-
#     The client has no attribute keyward.baa_until (a day, or in-house for an app the hospital runs itself).
#   reason_user_es: Esta aplicación aún no está autorizada para datos de pacientes. Pregunte a su responsable.
#   reason_admin_es: >-
#     El cliente no tiene el atributo keyward.baa_until (un día, o in-house para una aplicación propia del hospital).
deny contains {
	"code": "agreement.app_unknown",
	"missing": ["resource.properties.agreement.until"],
	"facts": {"app": input.resource.id},
} if {
	_app_asked
	not _in_house
	not _ends
}

# METADATA
# title: The app's agreement has not run out
# custom:
#   name: agreement.app_expired
#   reason_user: The agreement that clears this app for patient data has run out. Ask its owner.
#   reason_admin: The last day of the business associate agreement is over (keyward.baa_until).
#   reason_user_es: >-
#     Ha caducado el acuerdo que autoriza esta aplicación para datos de pacientes. Pregunte a su responsable.
#   reason_admin_es: Pasó el último día del acuerdo de asociado comercial (keyward.baa_until).
deny contains {"code": "agreement.app_expired", "missing": [], "facts": {"app": input.resource.id}} if {
	_app_asked
	not _in_house
	_ends <= facts.now
}

# METADATA
# title: The person signed what has to be signed
# custom:
#   name: agreement.person_missing
#   reason_user: You have not signed an agreement that this needs. Sign it with the personnel office.
#   reason_admin: An agreement that data.hospital.agreements asks for is not among subject.properties.agreements.
#   reason_user_es: No ha firmado un acuerdo necesario. Fírmelo en la oficina de personal.
#   reason_admin_es: Un acuerdo que exige data.hospital.agreements no está entre subject.properties.agreements.
deny contains {
	"code": "agreement.person_missing",
	"missing": ["subject.properties.agreements"],
	"facts": {"agreement": name},
} if {
	facts.person
	some name, line in data.hospital.agreements[facts.data_class]
	facts.in_force(line)
	not _signed(name)
}

_signed(name) if name in input.subject.properties.agreements

_app_asked if {
	input.resource.type == "app"
	is_string(input.resource.id)
	facts.demanded("agreement")
	not _own_line
}

_own_line if data.hospital.apps[input.resource.id]

_in_house if input.resource.properties.agreement.until == "in-house"

_ends := facts.ends(input.resource.properties.agreement.until)
