package health.keyward.history.core;

import java.util.Set;

/** What sort of activity an entry is. */
public enum Kind {
    SIGN_IN,
    SIGN_OUT,
    TOKEN,
    FACTOR,
    ACCOUNT,
    REFUSED,
    OTHER;

    private static final String ERROR = "_ERROR";
    private static final Set<String> FACTORS = Set.of(
            "UPDATE_PASSWORD",
            "UPDATE_TOTP",
            "REMOVE_TOTP",
            "UPDATE_CREDENTIAL",
            "REMOVE_CREDENTIAL",
            "RESET_PASSWORD",
            "SEND_RESET_PASSWORD");
    private static final Set<String> SIGN_INS = Set.of(
            "LOGIN",
            "REGISTER",
            "IMPERSONATE",
            "IDENTITY_PROVIDER_LOGIN",
            "IDENTITY_PROVIDER_FIRST_LOGIN",
            "IDENTITY_PROVIDER_POST_LOGIN",
            "OAUTH2_DEVICE_VERIFY_USER_CODE",
            "RESTART_AUTHENTICATION",
            "USER_DISABLED_BY_PERMANENT_LOCKOUT",
            "USER_DISABLED_BY_TEMPORARY_LOCKOUT");
    private static final Set<String> TOKENS = Set.of(
            "CODE_TO_TOKEN",
            "CLIENT_LOGIN",
            "REFRESH_TOKEN",
            "VALIDATE_ACCESS_TOKEN",
            "INTROSPECT_TOKEN",
            "USER_INFO_REQUEST",
            "TOKEN_EXCHANGE",
            "PERMISSION_TOKEN",
            "PUSHED_AUTHORIZATION_REQUEST",
            "OAUTH2_DEVICE_AUTH",
            "OAUTH2_DEVICE_CODE_TO_TOKEN",
            "AUTHREQID_TO_TOKEN",
            "OAUTH2_EXTENSION_GRANT",
            "JWT_AUTHORIZATION_GRANT",
            "IDENTITY_PROVIDER_RETRIEVE_TOKEN");
    private static final Set<String> ACCOUNTS = Set.of(
            "UPDATE_EMAIL",
            "UPDATE_PROFILE",
            "VERIFY_EMAIL",
            "VERIFY_PROFILE",
            "SEND_VERIFY_EMAIL",
            "GRANT_CONSENT",
            "UPDATE_CONSENT",
            "REVOKE_GRANT",
            "FEDERATED_IDENTITY_LINK",
            "REMOVE_FEDERATED_IDENTITY",
            "FEDERATED_IDENTITY_OVERRIDE_LINK",
            "IDENTITY_PROVIDER_LINK_ACCOUNT",
            "SEND_IDENTITY_PROVIDER_LINK",
            "CLIENT_INITIATED_ACCOUNT_LINKING",
            "EXECUTE_ACTIONS",
            "EXECUTE_ACTION_TOKEN",
            "CUSTOM_REQUIRED_ACTION",
            "DELETE_ACCOUNT",
            "INVITE_ORG");

    /** @param type Keycloak's event type, with or without its {@code _ERROR} */
    public static Kind of(String type) {
        String plain = plain(type);
        if (SIGN_INS.contains(plain)) {
            return SIGN_IN;
        }
        if (plain.equals("LOGOUT") || plain.equals("USER_SESSION_DELETED")) {
            return SIGN_OUT;
        }
        if (TOKENS.contains(plain)) {
            return TOKEN;
        }
        if (FACTORS.contains(plain)) {
            return FACTOR;
        }
        return ACCOUNTS.contains(plain) ? ACCOUNT : OTHER;
    }

    static String plain(String type) {
        return type.endsWith(ERROR) ? type.substring(0, type.length() - ERROR.length()) : type;
    }
}
