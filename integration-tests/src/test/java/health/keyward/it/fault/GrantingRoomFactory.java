package health.keyward.it.fault;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantRequest;
import health.keyward.breakglass.core.Grants;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A room that gives and ends emergency access without asking anybody, at {@code /realms/{realm}/keyward/v1/it-grants}: for tests of what comes after. */
public final class GrantingRoomFactory implements RoomFactory {
    @Override
    public Room create(KeycloakSession session) {
        return new Granting(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "it-granting";
    }

    private record Granting(KeycloakSession session) implements Room {
        @Override
        public <T> Optional<T> open(Class<T> door) {
            return Optional.empty();
        }

        @Override
        public Optional<Object> appResource(String segment) {
            return segment.equals("it-grants") ? Optional.of(new Resource(session)) : Optional.empty();
        }
    }

    /** Answers the id of the grant. */
    public static final class Resource {
        private final KeycloakSession session;

        Resource(KeycloakSession session) {
            this.session = session;
        }

        @POST
        public Response give(
                @FormParam("person") String person,
                @FormParam("username") String username,
                @FormParam("patient") String patient,
                @FormParam("session") String inSession,
                @FormParam("app") String app,
                @FormParam("coSigner") @Nullable String coSigner,
                @FormParam("minutes") @Nullable Integer minutes) {
            Grants.Outcome outcome = Doors.open(session, Grants.class)
                    .start(
                            new GrantRequest(
                                    realm(),
                                    new UserId(person),
                                    username,
                                    patient,
                                    List.of(app),
                                    "clinical",
                                    "read",
                                    "BTG",
                                    "COVERING",
                                    0,
                                    60,
                                    minutes,
                                    false,
                                    new Grant.Binding(inSession, app, null, null),
                                    false,
                                    coSigner == null ? null : new UserId(coSigner),
                                    false),
                            new Actor(realm().value(), person, username, app, inSession, null));
            return switch (outcome) {
                case Grants.Outcome.Started started ->
                    Response.ok(started.grant().id()).build();
                case Grants.Outcome.Refused refused ->
                    Response.status(409).entity(refused.why().name()).build();
            };
        }

        @POST
        @Path("end")
        public Response end(@FormParam("grant") String grant) {
            Doors.open(session, Grants.class).end(realm(), grant, EndReason.ENDED, Actor.NOBODY);
            return Response.noContent().build();
        }

        private RealmId realm() {
            return new RealmId(session.getContext().getRealm().getId());
        }
    }
}
