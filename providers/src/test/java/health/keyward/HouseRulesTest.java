package health.keyward;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import health.keyward.keycloak.AfterCommit;
import health.keyward.keycloak.InTransaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.provider.ProviderEventListener;

/** The six walls of the house. */
@AnalyzeClasses(packages = "health.keyward", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String ROOT = "health.keyward.";

    /** Who may knock where. A room that is not listed may knock nowhere. */
    private static final Map<String, Set<String>> KNOCKS = Map.ofEntries(
            Map.entry("audit", Set.of()),
            Map.entry("history", Set.of("audit")),
            Map.entry("notice", Set.of("audit")),
            Map.entry("approval", Set.of("audit", "notice")),
            Map.entry("alerts", Set.of("audit", "notice")),
            Map.entry("trust", Set.of("audit", "approval")),
            Map.entry("stepup", Set.of("audit", "history", "approval", "notice")),
            Map.entry("abac", Set.of("audit", "history", "stepup", "approval", "notice")),
            Map.entry("breakglass", Set.of("audit", "history", "stepup", "abac", "approval", "notice")),
            Map.entry("inactivity", Set.of("audit", "history", "stepup", "abac", "approval", "notice", "breakglass")),
            Map.entry(
                    "review",
                    Set.of("audit", "history", "stepup", "abac", "approval", "notice", "breakglass", "inactivity")));

    private static final Set<String> NO_ROOMS = Set.of("kernel", "keycloak", "pack", "contract");

    @ArchTest
    static final ArchRule WALL_1_DOORS_AND_CORES_ARE_PLAIN_JAVA = classes()
            .that(describe(
                    "are a door, a core or the kernel",
                    c -> isDoor(c) || ring(c).equals("core") || room(c).equals("kernel")))
            .should()
            .onlyDependOnClassesThat(describe(
                    "are java, JSpecify, kernel, the own core or a door",
                    d -> d.getPackageName().startsWith("java.")
                            || d.getPackageName().startsWith("javax.crypto")
                            || d.getPackageName().startsWith("org.jspecify.")
                            || d.isPrimitive()
                            || d.isArray()
                            || room(d).equals("kernel")
                            || ring(d).equals("core")
                            || isDoor(d)))
            .because("a rule that needs a framework cannot be read or tested by itself");

    @ArchTest
    static final ArchRule WALL_2_ROOMS_MEET_AT_DOORS = classes()
            .that(describe("live in a room", c -> isRoom(room(c))))
            .should(new ArchCondition<>("use another room only through its door, and only where the plan says so") {
                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    user.getDirectDependenciesFromSelf().stream()
                            .map(d -> d.getTargetClass())
                            .filter(used -> isRoom(room(used)) && !room(used).equals(room(user)))
                            .filter(used -> !isDoor(used)
                                    || !KNOCKS.getOrDefault(room(user), Set.of())
                                            .contains(room(used)))
                            .forEach(used -> events.add(SimpleConditionEvent.violated(
                                    user, user.getName() + " reaches into " + used.getName())));
                }
            });

    @ArchTest
    static final ArchRule WALL_2_NO_CYCLES_BETWEEN_ROOMS = slices().matching(
                    "health.keyward.(audit|history|notice|approval|alerts|trust|stepup|abac|breakglass|inactivity|review)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule WALL_3_ONLY_THE_REST_RING_SPEAKS_THE_CONTRACT = noClasses()
            .that(describe(
                    "are in a room, outside its rest ring, the plumbing and the pack",
                    c -> isRoom(room(c)) && !ring(c).equals("rest") && !ring(c).equals("keycloak")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("health.keyward.contract..");

    @ArchTest
    static final ArchRule WALL_4_JPA_ONLY_IN_STORES = noClasses()
            .that(describe(
                    "are outside a store, the plumbing and the pack",
                    c -> isRoom(room(c)) && !ring(c).equals("store") && !ring(c).equals("keycloak")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "liquibase..");

    @ArchTest
    static final ArchRule WALL_4_JAX_RS_ONLY_AT_THE_RIM = noClasses()
            .that(describe(
                    "are a door, a core, a store or the kernel",
                    c -> isDoor(c) || ring(c).equals("core") || ring(c).equals("store") || room(c).equals("kernel")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule WALL_5_TIME_IS_HANDED_IN = noClasses()
            .that()
            .resideOutsideOfPackage("health.keyward.keycloak..")
            .should()
            .callMethodWhere(describe("reads the system clock without being given one", HouseRulesTest::readsTheClock))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule WALL_6_LISTENERS_NAME_THEIR_MOMENT = classes()
            .that()
            .implement(EventListenerProvider.class)
            .or()
            .implement(ProviderEventListener.class)
            .should()
            .beAnnotatedWith(InTransaction.class)
            .orShould()
            .beAnnotatedWith(AfterCommit.class);

    @ArchTest
    static final ArchRule KEYCLOAK_INTERNALS_STAY_AT_THE_RIM = noClasses()
            .that(describe(
                    "are not plumbing, a rim, the pack or a rest ring",
                    c -> isRoom(room(c)) && List.of("core", "store", "").contains(ring(c))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.keycloak.services..", "org.keycloak.models.jpa..", "org.keycloak.authentication..");

    private static boolean readsTheClock(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getTarget().getName();
        boolean now = owner.startsWith("java.time.")
                && name.equals("now")
                && call.getTarget().getFullName().endsWith("now()");
        return now || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
    }

    private static boolean isRoom(String name) {
        return !name.isEmpty() && !NO_ROOMS.contains(name);
    }

    private static boolean isDoor(JavaClass c) {
        return isRoom(room(c)) && ring(c).isEmpty();
    }

    /** First package below the root: {@code audit} of {@code health.keyward.audit.store}. */
    private static String room(JavaClass c) {
        String name = c.getPackageName() + ".";
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(0, rest.indexOf('.'));
    }

    /** Second package below the root; empty for a door. */
    private static String ring(JavaClass c) {
        String room = room(c);
        String name = c.getPackageName();
        String prefix = ROOT + room + ".";
        return name.startsWith(prefix) ? name.substring(prefix.length()).split("\\.")[0] : "";
    }
}
