package health.keyward.abac.keycloak;

import health.keyward.abac.access.ReasonTexts;
import health.keyward.abac.core.Decider;
import health.keyward.abac.core.DecisionLog;
import health.keyward.abac.core.Policies;
import health.keyward.abac.keycloak.enforce.SignInRuling;
import health.keyward.abac.keycloak.source.DeviceAuthority;
import health.keyward.abac.keycloak.source.Sources;
import health.keyward.abac.rest.PolicyDesk;
import health.keyward.abac.rest.WhatIfDesk;
import health.keyward.stepup.AccessRuling;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;

/** Wires attribute sources and the places where Keycloak is held to decisions. */
final class DecidePart {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private DeviceAuthority devices = DeviceAuthority.NONE;

    void init(Config.Scope config) {
        devices = DeviceAuthority.of(config);
    }

    Decider decider(KeycloakSession session, Policies policies, DecisionLog log) {
        return decider(session, policies, log, null);
    }

    AccessRuling ruling(KeycloakSession session, Policies policies, DecisionLog log, ReasonTexts texts) {
        return new SignInRuling(entry -> decider(session, policies, log, entry), texts);
    }

    /** The device is never that of who asks. */
    WhatIfDesk whatIf(KeycloakSession session, PolicyDesk desk) {
        return new WhatIfDesk(
                desk.call(),
                desk.policies(),
                desk.realm(),
                () -> Sources.of(session, CLOCK, DeviceAuthority.NONE, null),
                CLOCK,
                System::nanoTime);
    }

    private Decider decider(
            KeycloakSession session, Policies policies, DecisionLog log, AccessRuling.@Nullable Entry entry) {
        return new Decider(
                policies, log, Sources.of(session, CLOCK, devices, entry), CLOCK, System::nanoTime, this::id);
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
