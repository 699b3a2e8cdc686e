# Golden cases: what OPA says of each question, put in as what is wanted. Used by policy/golden.sh; in no bundle.
package tools

golden := {"golden": {domain: cases |
	some domain, given in input.golden
	cases := [case |
		some one in given
		answer := data.keyward.authz.decision with input as one.input
		case := {"name": one.name, "input": one.input, "want": answer}
	]
}}
