package health.keyward.it;

import java.util.List;
import java.util.Map;

/** A second realm on the same server, kept by somebody else. */
final class Elsewhere {
    static final String REALM = Staff.fresh("elsewhere");

    private Elsewhere() {}

    static void stands() {
        Made.once();
    }

    private static final class Made {
        static {
            Staff.boss()
                    .make(
                            "",
                            Map.of(
                                    "realm",
                                    REALM,
                                    "enabled",
                                    true,
                                    "sslRequired",
                                    "external",
                                    "accessTokenLifespan",
                                    600,
                                    "roles",
                                    Map.of("realm", List.of(Map.of("name", "system-admin"), Map.of("name", "nurse"))),
                                    "attributes",
                                    Map.of("acr.loa.map", "{\"pwd\":1,\"mfa\":1}")));
        }

        static void once() {}
    }
}
