package health.keyward.local.apply;

/** How the caller proves who it is to the token endpoint. Never read from a command line argument. */
public sealed interface Login {

    /** A service account, {@code realm} is the realm that holds the client. */
    record Service(String realm, String clientId, String secret) implements Login {}

    /** A person through {@code admin-cli}; works only while direct grants are on in {@code realm}; {@code otp} may be empty. */
    record Person(String realm, String user, String password, String otp) implements Login {}
}
