package health.keyward.abac.rest;

import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Policies.Standing;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.WhatIf;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.contract.abac.WhatIfAnswer;
import health.keyward.contract.abac.WhatIfQuestion;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** {@code keyward/v1/abac/what-if}: what a policy would say (AB-7). Asking is a look at the person it is about. */
@Produces(MediaType.APPLICATION_JSON)
public final class WhatIfResource {
    private static final Logger LOG = Logger.getLogger(WhatIfResource.class);

    private final WhatIfDesk desk;

    WhatIfResource(WhatIfDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@Nullable String body) {
        desk.call().withoutParameters();
        WhatIfWords asked = new WhatIfWords(Wire.read(body == null ? "" : body, WhatIfQuestion.class));
        UserModel person = person(asked.person());
        String app = asked.app();
        if (desk.call().realm().getClientByClientId(app) == null) {
            throw Problems.badRequest("bad-app", "There is no app with this client id.");
        }
        AdminCall.Look look = desk.call().looking("POST abac/what-if", asked.recorded(person.getId()));
        Standing standing = desk.policies().of(desk.call().realmId());
        Policy policy = policy(asked.version(), standing);
        Instant now = desk.clock().instant();
        WhatIf what = gathered(asked, person.getId(), now);
        WhatIf.Answer answer = what.ask(policy, desk.nanos());
        Optional<WhatIf.Answer> inForce = asked.version() != null && standing instanceof Standing.Active active
                ? Optional.of(what.ask(active.policy(), desk.nanos()))
                : Optional.empty();
        WhatIfExplanation explanation = new WhatIfExplanation(standing, now, desk.nanos());
        WhatIfAnswer said = explanation.of(
                what,
                answer,
                policy,
                new WhatIfExplanation.About(person.getId(), person.getUsername(), app, asked.at(now), asked.version()),
                inForce.map(other -> other.effect().name()).orElse(null),
                enforcement(standing).enforces(app));
        look.await();
        return Wire.json(said);
    }

    private WhatIf gathered(WhatIfWords asked, String person, Instant now) {
        try {
            return WhatIf.of(
                    asked.question(desk.call().realmId(), person),
                    desk.sources().get(),
                    asked.assumed(now));
        } catch (RuntimeException e) {
            LOG.warnf("attributes could not be gathered: %s", e.getClass().getName());
            throw Problems.conflict("no-attributes", "What is known of it cannot be gathered at present.");
        }
    }

    private UserModel person(String named) {
        @Nullable
        UserModel byId = desk.call().session().users().getUserById(desk.call().realm(), named);
        @Nullable
        UserModel found = byId == null
                ? desk.call().session().users().getUserByUsername(desk.call().realm(), named)
                : byId;
        if (found == null) {
            throw Problems.badRequest("bad-person", "There is nobody with this user name or id.");
        }
        return found;
    }

    private Policy policy(@Nullable Long version, Standing standing) {
        if (version == null) {
            return switch (standing) {
                case Standing.Active active -> active.policy();
                case Standing.None none ->
                    throw Problems.conflict(
                            "no-policy",
                            "Nothing decides at present: " + none.why().code() + ".");
            };
        }
        Looked looked = desk.realm()
                .look(desk.call().realmId(), version)
                .orElseThrow(() -> Problems.badRequest("bad-version", "There is no bundle of this number."));
        Policy policy = looked.policy();
        if (policy == null) {
            throw Problems.conflict("bad-bundle", looked.trouble());
        }
        return policy;
    }

    private static Enforcement enforcement(Standing standing) {
        return switch (standing) {
            case Standing.Active active -> active.enforcement();
            case Standing.None none -> none.enforcement();
        };
    }
}
