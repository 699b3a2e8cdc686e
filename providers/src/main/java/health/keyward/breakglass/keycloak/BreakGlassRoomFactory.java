package health.keyward.breakglass.keycloak;

import health.keyward.abac.AttributeSource;
import health.keyward.approval.Approvables;
import health.keyward.audit.Projection;
import health.keyward.audit.Veto;
import health.keyward.breakglass.AdminPaths;
import health.keyward.breakglass.BreakGlass;
import health.keyward.breakglass.EmergencyAdmins;
import health.keyward.breakglass.access.AuditEventResource;
import health.keyward.breakglass.access.GrantAppResource;
import health.keyward.breakglass.access.ReviewAnswerResource;
import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.Grants;
import health.keyward.breakglass.rest.BreakGlassResource;
import health.keyward.breakglass.rest.CaseDesk;
import health.keyward.breakglass.rest.GrantDesk;
import health.keyward.breakglass.rest.OfficerResource;
import health.keyward.breakglass.rest.ReviewerResource;
import health.keyward.history.ReadingLeave;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.AccountRuling;
import health.keyward.stepup.ActionDemand;
import health.keyward.stepup.Waivers;
import health.keyward.stepup.WorkingAdministrators;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the room of emergency access: its parts, each with its own wiring, behind one door. */
public final class BreakGlassRoomFactory implements RoomFactory {
    public static final String ID = "breakglass";

    private static final Clock CLOCK = Clock.systemUTC();

    private final AskPart asking = new AskPart(CLOCK);
    private final CasesPart cases = new CasesPart(CLOCK, asking::book);
    private final EmergencyPart emergency = new EmergencyPart(CLOCK);
    private final GrantsPart grants =
            new GrantsPart(CLOCK, List.of(GrantTelling::new, cases::cases), asking::stillEligible);

    @Override
    public String getId() {
        return ID;
    }

    private GrantDesk grantDesk(KeycloakSession session, AdminCall call) {
        return new GrantDesk(call, grants.grants(session), cases.figures(session));
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Approvables.class) {
                    Approvables ours =
                            () -> Stream.concat(asking.kinds(session).stream(), emergency.kinds(session).stream())
                                    .toList();
                    return Optional.of(door.cast(ours));
                }
                if (door == Veto.class) {
                    Veto gains = asking.gains(session);
                    Veto paths = new EmergencyPathGuard(session);
                    Veto staff = emergency.staff(session);
                    Veto ours = (touches, call) -> gains.refuses(touches, call)
                            .or(() -> staff.refuses(touches, call))
                            .or(() -> paths.refuses(touches, call));
                    return Optional.of(door.cast(ours));
                }
                if (door == BreakGlass.class || door == Grants.class) {
                    return Optional.of(door.cast(grants.grants(session)));
                }
                if (door == Cases.class) {
                    return Optional.of(door.cast(cases.cases(session)));
                }
                if (door == Asking.class) {
                    return Optional.of(door.cast(asking.asking(session, grants.grants(session), cases.cases(session))));
                }
                if (door == ActionDemand.class) {
                    return Optional.of(door.cast(asking.demand()));
                }
                if (door == Waivers.class) {
                    return Optional.of(door.cast(grants.waivers(session)));
                }
                if (door == Projection.class) {
                    return Optional.of(door.cast(new Forgetting(cases.usage(), emergency.projection())));
                }
                if (door == ReadingLeave.class) {
                    return Optional.of(door.cast(emergency.leave(session)));
                }
                if (door == WorkingAdministrators.class) {
                    WorkingAdministrators working = EmergencyPathGuard.paths(session)::working;
                    return Optional.of(door.cast(working));
                }
                if (door == AdminPaths.class) {
                    return Optional.of(door.cast(EmergencyPathGuard.paths(session)));
                }
                if (door == AccountRuling.class) {
                    return Optional.of(door.cast(emergency.ruling(session)));
                }
                if (door == EmergencyAdmins.class) {
                    return Optional.of(door.cast(emergency.book(session)));
                }
                if (door == AttributeSource.class) {
                    return Optional.of(door.cast(grants.source(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new BreakGlassResource(
                        asking.desk(session, call),
                        grantDesk(session, call),
                        caseDesk(call),
                        emergency.desk(session, call)));
            }

            @Override
            public Set<String> narrowRoles() {
                return Set.of(AdminGate.PRIVACY_OFFICER, AdminGate.REVIEWER);
            }

            @Override
            public Optional<Object> narrowResource(AdminCall call) {
                return Optional.of(
                        call.roles().contains(AdminGate.PRIVACY_OFFICER)
                                ? new OfficerResource(grantDesk(session, call), caseDesk(call))
                                : new ReviewerResource(caseDesk(call)));
            }

            @Override
            public Optional<Object> pages() {
                return Optional.of(new AskPages(session));
            }

            @Override
            public Optional<Object> appResource(String segment) {
                return switch (segment) {
                    case "break-glass" -> Optional.of(new GrantAppResource(session, grants.grants(session)));
                    case "break-glass-reviews" -> Optional.of(new ReviewAnswerResource(session, cases.cases(session)));
                    case "audit-events" ->
                        Optional.of(new AuditEventResource(session, cases.events(session, grants.grants(session))));
                    default -> Optional.empty();
                };
            }

            private CaseDesk caseDesk(AdminCall call) {
                return new CaseDesk(call, cases.cases(session), grants.grants(session), CLOCK);
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        emergency.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        asking.start(factory);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                grants.start(migrated.getFactory());
                cases.start(migrated.getFactory());
                emergency.start(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
