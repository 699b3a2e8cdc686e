package health.keyward.abac.keycloak.source;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of the machine itself, as literals; no name server is asked. */
final class Loopback {
    private static final Pattern LITERAL =
            Pattern.compile("127(\\.\\d{1,3}){3}|(0{0,4}:){1,7}0{0,3}1|::ffff:127(\\.\\d{1,3}){3}");

    private Loopback() {}

    static boolean is(@Nullable String address) {
        return address != null && LITERAL.matcher(address).matches();
    }
}
