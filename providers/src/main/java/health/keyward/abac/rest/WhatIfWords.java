package health.keyward.abac.rest;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.core.WhatIf;
import health.keyward.contract.abac.WhatIfQuestion;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Problems;
import health.keyward.stepup.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A what-if of the contract, checked and put into the words of the room. */
final class WhatIfWords {
    private static final int LONGEST = 255;
    private static final int MOST = 50;
    private static final long LONGEST_AGE = 366L * 24 * 3600;
    private static final String APP = "app";

    private final WhatIfQuestion given;

    /** @throws health.keyward.keycloak.ProblemException 400 when it makes no question */
    WhatIfWords(WhatIfQuestion given) {
        this.given = given;
        needed("person", given.person());
        needed("app", given.app());
        text("purpose", given.purpose());
        WhatIfQuestion.Resource resource = given.resource();
        if (resource != null) {
            check(resource);
        }
        if (given.network() != null) {
            text("address", given.network().address());
        }
        if (given.device() != null) {
            text("type", given.device().type());
            text("posture", given.device().posture());
        }
        WhatIfQuestion.Assurance assurance = given.assurance();
        if (assurance != null) {
            if (assurance.acr() == null || Level.ofAcr(assurance.acr()).isEmpty()) {
                throw Problems.badRequest("bad-acr", "acr is the name of a level: pwd, mfa, phr or phrh.");
            }
            Long age = assurance.ageSeconds();
            if (age != null && (age < 0 || age > LONGEST_AGE)) {
                throw Problems.badRequest("bad-age", "ageSeconds is from 0 to " + LONGEST_AGE + ".");
            }
        }
        if (given.version() != null && (given.version() < 0 || given.version() > Integer.MAX_VALUE)) {
            throw Problems.badRequest(
                    "bad-version", "version is the number of a bundle; 0 is that of the installation.");
        }
    }

    private static void check(WhatIfQuestion.Resource resource) {
        if (APP.equals(resource.type())) {
            throw Problems.badRequest("bad-type", "An app is opened by leaving resource out.");
        }
        text("type", resource.type());
        needed("id", resource.id());
        text("action", resource.action());
        text("patient", resource.patient());
        text("unit", resource.unit());
        text("confidentiality", resource.confidentiality());
        texts("careTeam", resource.careTeam());
        texts("sensitivity", resource.sensitivity());
    }

    private static void needed(String name, @Nullable String value) {
        text(name, value);
        if (value == null || value.isBlank()) {
            throw Problems.badRequest("bad-" + name, name + " is missing.");
        }
    }

    private static void text(String name, @Nullable String value) {
        if (value != null && (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))) {
            throw Problems.badRequest(
                    "bad-" + name, name + " has at most " + LONGEST + " characters and no control characters.");
        }
    }

    private static void texts(String name, @Nullable List<@Nullable String> values) {
        if (values == null) {
            return;
        }
        if (values.size() > MOST) {
            throw Problems.badRequest("bad-" + name, name + " has at most " + MOST + " entries.");
        }
        values.forEach(value -> needed(name, value));
    }

    String person() {
        return String.valueOf(given.person()).strip();
    }

    String app() {
        return String.valueOf(given.app()).strip();
    }

    @Nullable
    Long version() {
        return given.version();
    }

    Instant at(Instant now) {
        return (given.at() == null ? now : given.at()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** For the look: about whom, what, and by which bundle; nothing of a patient. */
    String recorded(String personId) {
        WhatIfQuestion.Resource resource = given.resource();
        return "person=" + personId + "&app=" + app()
                + (resource == null ? "" : "&resource=" + type(resource) + "&action=" + action(resource))
                + (given.version() == null ? "" : "&version=" + given.version());
    }

    /** Never as if an app had asked: the use of an emergency grant from a session that has none would be taken for a misuse, and told. */
    Question question(RealmId realm, String personId) {
        WhatIfQuestion.Resource resource = given.resource();
        WhatIfQuestion.Network network = given.network();
        return new Question(
                realm,
                new Asked(Point.SIGN_IN, app(), null, network == null ? null : network.address(), null),
                Party.of("user", personId),
                Act.of(resource == null ? "open" : action(resource)),
                resource == null ? Party.of(APP, app()) : party(resource),
                given.purpose() == null ? Map.of() : Map.of("purpose", given.purpose()),
                Set.of(Obligation.STEP_UP));
    }

    private static String type(WhatIfQuestion.Resource resource) {
        return resource.type() == null ? "record" : resource.type();
    }

    private static String action(WhatIfQuestion.Resource resource) {
        return resource.action() == null ? "read" : resource.action();
    }

    private static Party party(WhatIfQuestion.Resource resource) {
        Map<String, Object> said = new HashMap<>();
        put(said, "patient", resource.patient());
        put(said, "unit", resource.unit());
        put(said, "care_team", resource.careTeam());
        put(said, "confidentiality", resource.confidentiality());
        put(said, "sensitivity", resource.sensitivity());
        return new Party(type(resource), String.valueOf(resource.id()), said);
    }

    private static void put(Map<String, Object> said, String name, @Nullable Object value) {
        if (value != null) {
            said.put(name, value instanceof List<?> list ? List.copyOf(list) : value);
        }
    }

    /** What takes the place of what Keyward knows; of network, device and session that is always something. */
    List<Attribute> assumed(Instant now) {
        List<Attribute> assumed = new ArrayList<>();
        assumed.add(assumed("context.time", at(now).toString()));
        assumed.add(assumed("context.network", network()));
        WhatIfQuestion.Device device = given.device();
        if (device != null) {
            assumed.add(assumed(
                    "context.device",
                    Map.of(
                            "known",
                            true,
                            "managed",
                            device.managed(),
                            "class",
                            known(device.type()),
                            "posture",
                            known(device.posture()))));
        }
        WhatIfQuestion.Assurance assurance = given.assurance();
        if (assurance != null) {
            assumed.add(assumed("context.assurance", reached(assurance)));
        }
        return assumed;
    }

    private Map<String, Object> network() {
        WhatIfQuestion.Network network = given.network();
        Map<String, Object> said = new TreeMap<>();
        said.put("address", network == null ? Attribute.UNKNOWN : known(network.address()));
        said.put("zone", Attribute.UNKNOWN);
        said.put("protected", network == null ? Attribute.UNKNOWN : (Object) network.guarded());
        return said;
    }

    private static Map<String, Object> reached(WhatIfQuestion.Assurance assurance) {
        Level level = Level.ofAcr(String.valueOf(assurance.acr())).orElseThrow();
        return Map.of(
                "level",
                level.loa(),
                "acr",
                level.acr(),
                "amr",
                List.of(),
                "age_seconds",
                assurance.ageSeconds() == null ? 0L : assurance.ageSeconds(),
                "different_factor",
                assurance.differentFactor());
    }

    private static String known(@Nullable String value) {
        return value == null || value.isBlank() ? Attribute.UNKNOWN : value.strip();
    }

    private static Attribute assumed(String path, Object value) {
        return new Attribute(path, value, WhatIf.ASSUMED, null);
    }
}
