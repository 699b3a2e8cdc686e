# Golden cases: what OPA says of each question, put in as what is wanted. Made by policy/golden.sh. Not part of any bundle.
package tools

golden := {"golden": {domain: cases |
	some domain, given in input.golden
	cases := [case |
		some one in given
		answer := data.keyward.authz.decision with input as one.input
		case := {"name": one.name, "input": one.input, "want": answer}
	]
}}
