package health.keyward.abac.keycloak.source;

import health.keyward.abac.AttributeSource;
import health.keyward.abac.LockView;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.Achievements;
import health.keyward.stepup.Assurance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** All sources of the house: this room's own and what other rooms bring. */
public final class Sources {
    private Sources() {}

    /**
     * @param devices who gives certificates to devices
     * @param entry what the gate has found out already; null when no sign-in and no token is under way
     */
    public static List<AttributeSource> of(
            KeycloakSession session, Clock clock, DeviceAuthority devices, AccessRuling.@Nullable Entry entry) {
        List<AttributeSource> others = Doors.all(session, AttributeSource.class);
        List<AttributeSource> all = new ArrayList<>(List.of(
                new ClockSource(clock),
                new ProfileSource(session, clock),
                new RolesSource(session, clock),
                new GroupsSource(session, clock),
                new ClientSource(session, clock),
                new RequestSource(session, clock, entry == null ? null : entry.scopes()),
                new DeviceSource(devices, new ShownCertificates(session), clock),
                new SessionSource(
                        Doors.all(session, Achievements.class), clock, entry == null ? null : entry.achieved()),
                new StepUpMapSource(
                        session, Doors.open(session, Assurance.class), clock, entry == null ? null : entry.map()),
                new LockSource(Doors.all(session, LockView.class), clock)));
        AttributeSource none = new BreakGlassSource();
        if (others.stream().noneMatch(other -> other.name().equals(none.name()))) {
            all.add(none);
        }
        all.addAll(others);
        return all;
    }
}
