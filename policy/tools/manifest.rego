# The manifest of the compiled policy, made by policy/build from what opa inspect says of the modules. Not part of any
# bundle.
package tools

manifest := {
	"revision": opa.runtime().env.REVISION,
	"rego_version": 1,
	"roots": ["hospital", "keyward", "system/log"],
	"metadata": {
		"entrypoints": ["keyward/authz/decision", "system/log/mask"],
		"reasons": {custom.name: texts |
			some annotation in input.annotations
			custom := annotation.annotations.custom
			texts := {
				"title": annotation.annotations.title,
				"user": {"en": custom.reason_user, "es": custom.reason_user_es},
				"admin": {"en": custom.reason_admin, "es": custom.reason_admin_es},
			}
		},
	},
}
