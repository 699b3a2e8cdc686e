package health.keyward.audit.core;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says about people. Names in an audit feed of a hospital come close to health data (who was treated where follows from who looked), so
 * that pseudonyms are the default. Pseudonyms and nothing let only through what is known to name nobody: lists of what may pass, not of what may not.
 */
public enum People {
    /** Ids, names, addresses and values as they are in the log. */
    NAMES,
    /** Pseudonyms in the place of ids; no names, no free text, no values of what was changed about a person. */
    PSEUDONYMS,
    /** Nothing that tells one person from another: no pseudonym, address, user agent, session, token. */
    NONE;

    private static final Pattern PERSON_IN_PATH = Pattern.compile("\\b(users|members|people)/([^/?\\s]+)");
    private static final Set<String> NO_PERSON = Set.of("count", "profile", "metadata", "management");
    private static final Set<String> DETAILS = Set.of(
            "action",
            "auth_type",
            "client_auth_method",
            "client_policy_error",
            "consent",
            "credential_type",
            "custom_required_action",
            "grant_type",
            "identity_provider",
            "login_retry",
            "num_failures",
            "public_key_credential_aaguid",
            "purpose_of_use",
            "refresh_token_type",
            "remember_me",
            "response_mode",
            "response_type",
            "restart_after_timeout",
            "scope",
            "token_type",
            "user_session_expired",
            "web_authn_authenticator_user_verification_checked");
    private static final Set<String> QUESTIONS =
            Set.of("from", "to", "limit", "outcome", "cause", "kind", "method", "format", "by", "state");
    private static final Set<String> THINGS = Set.of(
            "Realm",
            "RealmAttribute",
            "RequiredCredential",
            "Client",
            "ClientAttribute",
            "ClientScope",
            "ClientScopeClientMapping",
            "Role",
            "RoleAttribute",
            "ProtocolMapper",
            "AuthenticationFlow",
            "AuthenticationExecution",
            "AuthenticatorConfig",
            "RequiredActionProvider",
            "IdentityProvider",
            "IdentityProviderMapper",
            "Component",
            "ComponentConfig");

    Told.Who who(Pseudonyms pseudonyms, String realmId, @Nullable String userId, @Nullable String name) {
        return switch (this) {
            case NAMES -> new Told.Who(userId, name);
            case PSEUDONYMS -> new Told.Who(userId == null ? null : pseudonyms.of(realmId, userId), null);
            case NONE -> Told.Who.NOBODY;
        };
    }

    /** What links acts to a person without naming one: address, session, token. */
    @Nullable
    String trace(@Nullable String value) {
        return this == NONE ? null : value;
    }

    boolean detail(String name) {
        return this == NAMES || DETAILS.contains(name) || (this == PSEUDONYMS && name.equals("token_id"));
    }

    /** Whether before and after of this kind of row may be told. */
    boolean values(String thing) {
        return this == NAMES || THINGS.contains(thing);
    }

    /** A path or an operation, without the people in it. */
    String path(Pseudonyms pseudonyms, String realmId, String path) {
        if (this == NAMES) {
            return path;
        }
        String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
        return PERSON_IN_PATH
                .matcher(bare)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "/"
                        + (NO_PERSON.contains(found.group(2))
                                ? found.group(2)
                                : this == NONE ? "*" : pseudonyms.of(realmId, found.group(2)))));
    }

    /** The filters of a look: names of all, values of those that cannot name anybody. */
    String question(String question) {
        if (this == NAMES || question.isEmpty()) {
            return question;
        }
        StringBuilder told = new StringBuilder();
        for (String one : question.split("&", -1)) {
            String name = one.indexOf('=') < 0 ? "" : one.substring(0, one.indexOf('='));
            told.append(told.isEmpty() ? "" : "&");
            told.append(QUESTIONS.contains(name) ? one : name.matches("[A-Za-z]{1,32}") ? name + "=*" : "*");
        }
        return told.toString();
    }

    Map<String, String> details(Map<String, String> details) {
        Map<String, String> told = new java.util.HashMap<>();
        details.forEach((name, value) -> {
            if (detail(name)) {
                told.put("detail." + name, value);
            }
        });
        return told;
    }
}
