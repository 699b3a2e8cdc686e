# METADATA
# title: When somebody works
# description: >-
#   Shifts as the roster says them, and hours of roles. Emergency access goes beyond them (164.308(a)(4)(ii)(B)).
package keyward.authz.shift

import data.keyward.authz.facts

# METADATA
# title: The shift is known where it has to be
# custom:
#   name: shift.unknown
#   reason_user: It is not known when you work. Ask your manager to enter your shift.
#   reason_admin: >-
#     The class of data demands a shift, or the profile says one that nobody can read (shift_from, shift_until).
#   reason_user_es: No se sabe cuándo trabaja. Pida a su responsable que anote su turno.
#   reason_admin_es: La clase de datos exige un turno, o el perfil indica uno ilegible (shift_from, shift_until).
deny_unless_emergency contains {"code": "shift.unknown", "missing": ["subject.properties.shift"], "facts": {}} if {
	facts.person
	_demanded
	not _window
}

# METADATA
# title: It is the person's shift
# custom:
#   name: shift.outside
#   reason_user: You are not on shift. Ask your manager to change the roster; in an emergency use emergency access.
#   reason_admin: >-
#     Now is outside the person's shift and the minutes before and after it that data.hospital.shift permits.
#   reason_user_es: >-
#     No está en su turno. Pida a su responsable que cambie el cuadrante; en una emergencia use el acceso de
#     emergencia.
#   reason_admin_es: >-
#     Ahora está fuera del turno de la persona y de los minutos de margen que permite data.hospital.shift.
deny_unless_emergency contains {"code": "shift.outside", "missing": [], "facts": {}} if {
	facts.person
	_patient_data
	_window
	not _on_shift
}

# METADATA
# title: It is the hours of one of the person's roles
# custom:
#   name: shift.role_hours
#   reason_user: Your role works at other hours. Come back then, or ask your manager.
#   reason_admin: All of the person's roles have hours in data.hospital.hours, and it is none of them.
#   reason_user_es: Su función trabaja a otras horas. Vuelva entonces o pregunte a su responsable.
#   reason_admin_es: Todos los roles de la persona tienen horario en data.hospital.hours y ahora no es ninguno.
deny_unless_emergency contains {"code": "shift.role_hours", "missing": [], "facts": {}} if {
	facts.person
	_patient_data
	count(_timed) > 0
	count(facts.roles - _timed) == 0
	not _some_hours
}

_demanded if facts.demanded("shift")

_demanded if {
	facts.known(input.subject.properties.shift.from)
	not _from
}

_demanded if {
	facts.known(input.subject.properties.shift.until)
	not _until
}

_patient_data if facts.data_class == "phi"

_from := facts.starts(input.subject.properties.shift.from)

_until := facts.ends(input.subject.properties.shift.until)

_window if {
	_from
	_until
}

_on_shift if {
	facts.now >= _from - (data.hospital.shift.minutes_before * 60000000000)
	facts.now < _until + (data.hospital.shift.minutes_after * 60000000000)
}

_timed contains role if {
	some role in facts.roles
	data.hospital.hours[role]
}

_some_hours if {
	some role in _timed
	line := data.hospital.hours[role]
	local := facts.now + (line.utc_offset_minutes * 60000000000)
	time.weekday(local) in line.days
	[hour, _, _] := time.clock(local)
	hour >= line.from_hour
	hour < line.until_hour
}
