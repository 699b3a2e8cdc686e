package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.Grants;
import health.keyward.it.History;
import health.keyward.it.Tokens;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Every page keeps WCAG 2.2 AA as far as a program can judge it. */
class AxeTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();

    private static AtTheConsole console;
    private static Screen screen;

    @BeforeAll
    static void open() {
        console = AtTheConsole.signedIn();
        screen = console.screen();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @Test
    void sign_in_pages_and_sample_apps() {
        try (Screen staff = Screen.fresh()) {
            DemoPerson person = Ward.someone("lab-technician");
            AtTheDoor door = new AtTheDoor(staff);
            List<String> breaches = new ArrayList<>();
            staff.goes(BOARD).sees(AtTheDoor.PASSWORD);
            breaches.addAll(Axe.breaches(staff, "axe-sign-in"));
            door.givesPassword(person.username(), "not the password of anybody");
            door.complaint();
            breaches.addAll(Axe.breaches(staff, "axe-sign-in-failed"));
            door.givesPassword(person.username(), person.password());
            staff.sees(AtTheDoor.CODE);
            breaches.addAll(Axe.breaches(staff, "axe-code"));
            door.givesCode(Ward.oldCode(person));
            door.complaint();
            breaches.addAll(Axe.breaches(staff, "axe-code-failed"));
            door.givesCode(Ward.freshCode(person));
            staff.arrives(BOARD).seesText("You are signed in");
            breaches.addAll(Axe.breaches(staff, "axe-ward-board"));
            staff.goes(PHARMACY).seesText("You are signed in");
            breaches.addAll(Axe.breaches(staff, "axe-pharmacy"));
            staff.presses(By.id("logout")).seesText("You are signed out");
            breaches.addAll(Axe.breaches(staff, "axe-pharmacy-signed-out"));
            staff.goes(URI.create(BOARD + "/signed-out")).seesText("You are signed out");
            breaches.addAll(Axe.breaches(staff, "axe-ward-board-signed-out"));
            staff.goes(URI.create(Ward.house().issuer() + "/protocol/openid-connect/auth?client_id=nobody"));
            breaches.addAll(Axe.breaches(staff, "axe-sign-in-error"));
            assertThat(breaches).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "overview, /",
        "login-history, /activity/sign-ins",
        "login-history-empty, /activity/sign-ins?person=nobody.of.that.name",
        "login-history-bad, /activity/sign-ins?open=00000000000000000000000000000000",
        "failures, /activity/failures",
        "changes, /activity/changes",
        "evidence, /activity/evidence",
        "exports, /activity/exports",
        "authenticators, /policy/authenticators",
        "authenticators-known, /policy/authenticators?show=known",
        "step-up, /policy/step-up",
        "policies, /policy/policies",
        "what-if, /policy/what-if",
        "replays, /policy/replays",
        "decisions, /policy/decisions",
        "decisions-empty, /policy/decisions?person=nobody.of.that.name",
        "approvals, /approvals",
        "approvals-done, /approvals?show=done",
        "coverage, /access/factors",
        "emergency, /access/emergency",
        "emergency-numbers, /access/emergency?show=numbers",
        "emergency-grants, /access/emergency?show=grants",
        "eligibility, /access/emergency/eligibility",
        "reasons, /access/emergency/reasons",
        "cases, /access/emergency/cases",
        "cases-closed, /access/emergency/cases?show=closed",
        "case-missing, /access/emergency/cases/00000000000000000000000000000000",
        "inactive, /access/inactive",
        "inactive-everybody, /access/inactive?step=all&ahead=90",
        "inactivity-policies, /access/inactive/policies",
        "inactivity-runs, /access/inactive/runs",
        "exemptions, /access/inactive/exemptions",
        "leavers, /access/inactive/leavers",
        "leavers-empty, /access/inactive/leavers?person=nobody.of.that.name",
        "returns, /access/inactive/returns",
        "returns-empty, /access/inactive/returns?search=nobody.of.that.name",
        "reviews, /access/reviews",
        "review-new, /access/reviews/new",
        "review-missing, /access/reviews/00000000-0000-4000-8000-000000000000",
        "my-reviews, /access/my-reviews",
        "my-reviews-decided, /access/my-reviews?show=decided&by=person",
        "service-accounts, /access/service-accounts",
        "emergency-administrators, /access/emergency/administrators",
        "coverage-people, /access/factors?show=people",
        "coverage-exceptions, /access/factors?show=exceptions",
        "signed-out, /signed-out",
    })
    void pages_of_the_console(String name, String path) {
        console.opens(path);
        settled();
        assertThat(Axe.breaches(screen, "axe-" + name)).isEmpty();
    }

    @Test
    void the_drawer_of_the_login_history() {
        console.opens(AtTheConsole.HISTORY + "?outcome=success&kind=sign_in");
        screen.presses(AtTheConsole.cell("Signed in")).sees(AtTheConsole.DRAWER);
        screen.seesText("What happened");
        assertThat(Axe.breaches(screen, "axe-drawer", "#drawer")).isEmpty();
    }

    @Test
    void the_page_of_decisions_and_one_of_them_explained() {
        console.opens("/policy/decisions?app=keyward-console");
        settled();
        screen.presses(AtTheConsole.cell("keyward-console")).sees(AtTheConsole.DRAWER);
        screen.seesText("What was known").picture("decisions");
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-decision-drawer", "#drawer"));
        screen.scheme("dark").picture("decisions-dark").narrow().picture("decisions-narrow-dark");
        screen.scheme("light").picture("decisions-narrow").wide();
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_drawer_of_the_changes() {
        console.opens("/activity/changes?time=90d&operation=create");
        screen.presses(AtTheConsole.cell("Created")).sees(AtTheConsole.DRAWER);
        screen.seesText("Before and after");
        assertThat(Axe.breaches(screen, "axe-change-drawer", "#drawer")).isEmpty();
    }

    @Test
    void the_file_of_a_case_and_its_verdict() {
        String grant = Grants.given("axe-person", "axe.person", "p-1", Tokens.random(), "ward-board", null);
        Grants.end(grant);
        console.opens("/access/emergency/cases/" + grant);
        screen.seesText("axe.person");
        settled();
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-case"));
        screen.presses(By.id("case-judge")).sees(By.id("verdict-do"));
        breaches.addAll(Axe.breaches(screen, "axe-verdict", "#verdict"));
        screen.picture("case-verdict")
                .scheme("dark")
                .picture("case-verdict-dark")
                .scheme("light");
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_proof_of_an_event() {
        console.opens(AtTheConsole.HISTORY);
        screen.presses(By.cssSelector("#sign-ins .kw-mark")).sees(By.id("proof-close"));
        settled();
        assertThat(Axe.breaches(screen, "axe-proof", "#proof")).isEmpty();
    }

    @Test
    void the_question_before_somebody_is_erased() {
        console.opens("/activity/evidence");
        settled();
        screen.presses(By.id("retain-shred")).sees(By.id("propose-do"));
        assertThat(Axe.breaches(screen, "axe-erase", "#propose")).isEmpty();
    }

    @Test
    void a_rule_of_the_step_up_map_and_what_it_would_have_meant() {
        console.opens("/policy/step-up");
        settled();
        screen.presses(By.id("map-add")).sees(By.id("rule-do"));
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-rule", "#rule"));
        screen.types(AtTheConsole.input("rule-name"), "Everybody").presses(By.id("rule-do"));
        screen.sees(By.id("map-pending"));
        breaches.addAll(Axe.breaches(screen, "axe-step-up-draft"));
        screen.presses(By.id("map-preview")).sees(By.id("preview-answer"));
        screen.seesText("would have been asked for more").picture("step-up-preview");
        breaches.addAll(Axe.breaches(screen, "axe-publish", "#publish"));
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_question_before_somebody_is_excepted_and_the_drawer_of_who_is_not_covered() {
        console.opens("/access/factors?show=people");
        screen.presses(AtTheConsole.cell("Second factor")).sees(AtTheConsole.DRAWER);
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-coverage-drawer", "#drawer"));
        screen.presses(By.id("except-person-button")).sees(By.id("except-do"));
        breaches.addAll(Axe.breaches(screen, "axe-except", "#except"));
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_page_of_a_person_and_the_question_before_a_session_ends() {
        String id = History.signIns(
                        "app=keyward-console&person=" + Ward.atTheConsole().username())
                .getFirst()
                .personId();
        console.opens("/people/" + id);
        settled();
        screen.sees(By.cssSelector("[data-session]"));
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-person"));
        screen.presses(By.cssSelector("[data-session]")).sees(By.id("end-do"));
        breaches.addAll(Axe.breaches(screen, "axe-end-session", "#end-session"));
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_question_before_somebody_enrols_a_new_factor() {
        String id = History.signIns(
                        "app=keyward-console&person=" + Ward.atTheConsole().username())
                .getFirst()
                .personId();
        console.opens("/people/" + id);
        settled();
        screen.presses(By.id("lost-button")).sees(By.id("lost-do"));
        screen.seesText("What is lost and will be removed?").picture("lost-factor");
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-lost-factor", "#lost-factor"));
        screen.presses(By.id("lost-do")).seesText("Say why");
        breaches.addAll(Axe.breaches(screen, "axe-lost-factor-refused", "#lost-factor"));
        screen.narrow()
                .scheme("dark")
                .picture("lost-factor-narrow-dark")
                .scheme("light")
                .wide();
        assertThat(breaches).isEmpty();
    }

    @Test
    void the_page_where_a_code_of_the_service_desk_is_typed() {
        try (Screen staff = Screen.fresh()) {
            staff.goes(URI.create(Ward.house().issuer() + "/keyward/stepup/enrol"))
                    .sees(By.id("code"));
            staff.picture("enrol");
            List<String> breaches = new ArrayList<>(Axe.breaches(staff, "axe-enrol"));
            staff.types(By.id("code"), "0000-0000-0000-0000-0000")
                    .submits(By.id("password"), "whatever it is")
                    .seesText("This link or code does not work");
            breaches.addAll(Axe.breaches(staff, "axe-enrol-dead"));
            staff.narrow().scheme("dark").picture("enrol-dead-narrow-dark");
            assertThat(breaches).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"chip-time-open", "chip-outcome-open", "chip-person-open", "views", "export"})
    void what_opens_over_the_login_history(String button) {
        console.opens(AtTheConsole.HISTORY);
        settled();
        screen.presses(By.id(button)).sees(By.cssSelector("vaadin-popover[opened]"));
        assertThat(Axe.breaches(screen, "axe-" + button, "vaadin-popover[opened]"))
                .isEmpty();
    }

    private static void settled() {
        screen.sees(By.tagName("h1"));
        screen.until("it is no longer loading", d -> screen.text().contains("Loading") ? null : true);
    }
}
