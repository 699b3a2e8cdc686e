package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SD-1 (SP 800-63B-4): Argon2id, 15 characters, a denied-password list, no composition rules, no periodic change. */
final class PasswordRules implements Check {
    private static final Pattern RULE = Pattern.compile("(\\w+)\\(([^)]*)\\)|(\\w+)");
    private static final List<String> COMPOSITION =
            List.of("digits", "upperCase", "lowerCase", "specialChars", "regexPattern");

    @Override
    public List<Finding> look(Installation installation) {
        return look(installation.realm());
    }

    static List<Finding> look(JsonNode realm) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> rules = rules(realm.path("passwordPolicy").asText());
        int length = number(rules.getOrDefault("length", "0"));
        if (length < 15) {
            findings.add(new Finding.Wrong("Passwords may be shorter than 15 characters (now " + length + ") (SD-1)."));
        }
        if (!rules.containsKey("passwordBlacklist")) {
            findings.add(new Finding.Wrong("No list of denied passwords is set (SD-1)."));
        }
        if (!rules.getOrDefault("hashAlgorithm", "argon2").equals("argon2")) {
            findings.add(new Finding.Wrong(
                    "Passwords are hashed with " + rules.get("hashAlgorithm") + ", not Argon2id (SD-1)."));
        }
        for (String rule : COMPOSITION) {
            if (rules.containsKey(rule)) {
                findings.add(new Finding.Wrong("The password policy has the composition rule " + rule
                        + "; length and the denied list do more (SD-1)."));
            }
        }
        if (rules.containsKey("forceExpiredPasswordChange")) {
            findings.add(new Finding.Wrong("Passwords expire by the calendar; people answer with weaker ones (SD-1)."));
        }
        if (!realm.path("bruteForceProtected").asBoolean()) {
            findings.add(new Finding.Wrong("Guessing is not slowed down: brute-force detection is off."));
        }
        if (realm.path("otpPolicyCodeReusable").asBoolean()) {
            findings.add(new Finding.Wrong("A one-time code may be used twice."));
        }
        return findings;
    }

    private static Map<String, String> rules(String policy) {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String part : policy.split(" and ")) {
            Matcher match = RULE.matcher(part.trim());
            if (match.matches()) {
                rules.put(
                        match.group(1) == null ? match.group(3) : match.group(1),
                        match.group(2) == null ? "" : match.group(2));
            }
        }
        return rules;
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
