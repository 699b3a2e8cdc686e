# METADATA
# title: Which device it is
# description: >-
#   Classes, whether it is managed, and in which state (164.310(c), 164.312(d), AB-13). A device nobody knows is
#   refused where the app lists classes.
package keyward.authz.device

import data.keyward.authz.facts

# METADATA
# title: The app's classes of devices need a known device
# custom:
#   name: device.class_unknown
#   reason_user: This app needs a device the hospital knows. Use one, or have yours registered by the help desk.
#   reason_admin: >-
#     The app lists classes of devices (keyward.device_classes), and nothing says of which class this device is.
#   reason_user_es: >-
#     Esta aplicación necesita un dispositivo que el hospital conozca. Use uno o pida al servicio de ayuda que
#     registre el suyo.
#   reason_admin_es: >-
#     La aplicación enumera clases de dispositivos (keyward.device_classes) y nada dice de qué clase es este.
deny contains {"code": "device.class_unknown", "missing": ["context.device.class"], "facts": {}} if {
	_listed
	not _class
}

# METADATA
# title: The device is of a class the app lists
# custom:
#   name: device.class_not_allowed
#   reason_user: This app does not open on this kind of device. Use another one.
#   reason_admin: The class of the device is not in the app's keyward.device_classes.
#   reason_user_es: Esta aplicación no se abre en este tipo de dispositivo. Use otro.
#   reason_admin_es: La clase del dispositivo no está en keyward.device_classes de la aplicación.
deny contains {"code": "device.class_not_allowed", "missing": [], "facts": {"class": _class}} if {
	_listed
	not _allowed
}

# METADATA
# title: The class of the device may touch such data
# custom:
#   name: device.class_refused
#   reason_user: This kind of device may not be used with patient data. Use a device of the hospital.
#   reason_admin: The policy's line for the class does not list the class of data, or there is no such line.
#   reason_user_es: Este tipo de dispositivo no se puede usar con datos de pacientes. Use un dispositivo del hospital.
#   reason_admin_es: La línea de la política para la clase no incluye la clase de datos, o no existe esa línea.
deny contains {"code": "device.class_refused", "missing": [], "facts": {"class": _class}} if {
	not _open_to_class
}

# METADATA
# title: A class that has to be managed is managed
# custom:
#   name: device.not_managed
#   reason_user: >-
#     This device is not looked after by the hospital. Have it enrolled by the help desk, or use another one.
#   reason_admin: The class has to be managed (data.hospital.devices), and the device is not or nothing says so.
#   reason_user_es: El hospital no administra este dispositivo. Pida al servicio de ayuda que lo inscriba o use otro.
#   reason_admin_es: >-
#     La clase exige administración (data.hospital.devices) y el dispositivo no la tiene o nada lo dice.
deny contains {"code": "device.not_managed", "missing": missing, "facts": {"class": _class}} if {
	_line.managed == true
	not input.context.device.managed == true
	missing := [path | not _managed_known; path := "context.device.managed"]
}

# METADATA
# title: The device is in order
# custom:
#   name: device.posture_failed
#   reason_user: This device has a security problem. Take it to the help desk and use another one meanwhile.
#   reason_admin: The posture of the device is not one that data.hospital.postures lists as in order.
#   reason_user_es: >-
#     Este dispositivo tiene un problema de seguridad. Llévelo al servicio de ayuda y use otro mientras tanto.
#   reason_admin_es: El estado del dispositivo no es de los que data.hospital.postures da por buenos.
deny contains {"code": "device.posture_failed", "missing": [], "facts": {"posture": input.context.device.posture}} if {
	is_string(input.context.device.posture)
	facts.known(input.context.device.posture)
	not _in_order
}

_listed := input.resource.properties.device_classes if {
	input.resource.type == "app"
	is_array(input.resource.properties.device_classes)
	count(input.resource.properties.device_classes) > 0
}

_class := class if {
	class := input.context.device.class
	is_string(class)
	facts.known(class)
}

_allowed if _class in _listed

_line := data.hospital.devices[_class]

_open_to_class if facts.data_class in _line.data_classes

_managed_known if is_boolean(input.context.device.managed)

_in_order if facts.in_force(data.hospital.postures[input.context.device.posture])
