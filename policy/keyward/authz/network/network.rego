# METADATA
# title: Where the request comes from
# description: >-
#   Protected on the way, and from a network that is not shut out (164.312(e)(1), AB-13). Zones are lines of policy
#   data, the first that matches counts; an address nobody knows is elsewhere.
package keyward.authz.network

import data.keyward.authz.facts

# METADATA
# title: The connection is protected
# custom:
#   name: network.not_protected
#   reason_user: >-
#     Your connection is not encrypted well enough. Open the app by its https address, with a current browser; ask the
#     help desk if that does not help.
#   reason_admin: Plain HTTP, or TLS older than 1.2, and the zone does not permit plain connections.
#   reason_user_es: >-
#     Su conexión no está bien cifrada. Abra la aplicación por su dirección https y con un navegador actual; si no
#     basta, pregunte al servicio de ayuda.
#   reason_admin_es: HTTP sin cifrar, o TLS anterior a 1.2, y la zona no permite conexiones sin cifrar.
deny contains {"code": "network.not_protected", "missing": [], "facts": {"zone": zone.name}} if {
	input.context.network.protected == false
	not zone.plain == true
}

# METADATA
# title: It is known whether the connection is protected
# custom:
#   name: network.protection_unknown
#   reason_user: It is not known whether your connection is encrypted. Tell the help desk.
#   reason_admin: context.network.protected is not known. The proxy has to say which TLS version it saw.
#   reason_user_es: No se sabe si su conexión está cifrada. Avise al servicio de ayuda.
#   reason_admin_es: No se conoce context.network.protected. El proxy tiene que indicar qué versión de TLS vio.
deny contains {"code": "network.protection_unknown", "missing": ["context.network.protected"], "facts": {}} if {
	not _protection_known
}

# METADATA
# title: The zone is not shut out
# custom:
#   name: network.zone_refused
#   reason_user: There is no access from where you are. Use a network of the hospital, or ask the help desk.
#   reason_admin: The policy's line for the zone refuses it.
#   reason_user_es: No hay acceso desde donde está. Use una red del hospital o pregunte al servicio de ayuda.
#   reason_admin_es: La línea de la política para la zona la rechaza.
deny contains {"code": "network.zone_refused", "missing": [], "facts": {"zone": zone.name}} if zone.refused == true

# METADATA
# title: The zone of the address
# description: The first line whose networks hold it, else elsewhere.
zone := _matching[0] if {
	count(_matching) > 0
} else := data.hospital.networks.elsewhere

# METADATA
# title: What the zone asks for in assurance
# description: For data of its classes.
wants contains {"level": zone.levels[facts.data_class], "because": "network.zone", "max_age": null}

_protection_known if is_boolean(input.context.network.protected)

_matching := [line |
	some line in data.hospital.networks.zones
	facts.in_force(line)
	some network in line.networks
	net.cidr_contains(network, input.context.network.address)
]
