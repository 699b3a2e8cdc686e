# METADATA
# title: Whether the person works here
# description: >-
#   Whoever has left, is away or has not begun has no access, whatever roles are left behind (164.308(a)(3)(ii)(C)).
package keyward.authz.employment

import data.keyward.authz.facts

# METADATA
# title: The employment is known where it has to be
# custom:
#   name: employment.unknown
#   reason_user: It is not known whether you work here. Ask the personnel office.
#   reason_admin: >-
#     The class of data demands an employment, and the profile says none (employment_status), or a day of it cannot be
#     read (employment_from, employment_until).
#   reason_user_es: No se sabe si trabaja aquí. Pregunte a la oficina de personal.
#   reason_admin_es: >-
#     La clase de datos exige un empleo y el perfil no indica ninguno (employment_status), o no se puede leer una de sus
#     fechas (employment_from, employment_until).
deny contains {"code": "employment.unknown", "missing": missing, "facts": {}} if {
	facts.person
	missing := sort(_unknown)
	count(missing) > 0
}

# METADATA
# title: The person has not left
# custom:
#   name: employment.ended
#   reason_user: Your employment here has ended, and so has your access. If that is wrong, ask the personnel office.
#   reason_admin: The employment is ended, or its last day is over (employment_until).
#   reason_user_es: Su empleo aquí ha terminado y con él su acceso. Si es un error, pregunte a la oficina de personal.
#   reason_admin_es: El empleo ha terminado o pasó su último día (employment_until).
deny contains {"code": "employment.ended", "missing": [], "facts": {}} if {
	facts.person
	_has_ended
}

# METADATA
# title: The person has begun
# custom:
#   name: employment.not_begun
#   reason_user: Your employment here has not begun yet. Come back on your first day, or ask the personnel office.
#   reason_admin: The first day of the employment is still to come (employment_from).
#   reason_user_es: Su empleo aquí aún no ha comenzado. Vuelva su primer día o pregunte a la oficina de personal.
#   reason_admin_es: El primer día del empleo aún está por llegar (employment_from).
deny contains {"code": "employment.not_begun", "missing": [], "facts": {}} if {
	facts.person
	_from > facts.now
}

# METADATA
# title: The person is not on leave
# custom:
#   name: employment.on_leave
#   reason_user: You are on leave. Your access comes back with you; ask your manager if you are back.
#   reason_admin: The employment is on leave, and the class of data is not open to people on leave.
#   reason_user_es: Está de permiso. Su acceso vuelve con usted; si ya ha vuelto, pregunte a su responsable.
#   reason_admin_es: El empleo está en permiso y la clase de datos no se abre a quien está de permiso.
deny contains {"code": "employment.on_leave", "missing": [], "facts": {}} if {
	facts.person
	_status == "leave"
	not _open_on_leave
}

_status := input.subject.properties.employment.status

_status_known if _status in {"active", "leave", "ended"}

_open_on_leave if facts.in_force(data.hospital.on_leave[facts.data_class])

_has_ended if _status == "ended"

_has_ended if _until <= facts.now

_unknown contains "subject.properties.employment.status" if {
	facts.demanded("employment")
	not _status_known
}

_unknown contains "subject.properties.employment.from" if {
	facts.known(input.subject.properties.employment.from)
	not _from
}

_unknown contains "subject.properties.employment.until" if {
	facts.known(input.subject.properties.employment.until)
	not _until
}

_from := facts.starts(input.subject.properties.employment.from)

_until := facts.ends(input.subject.properties.employment.until)
