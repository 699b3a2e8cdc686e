package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.SignIn;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A system administrator reads the login history: filters in the address, details in the drawer, what is filtered as a file (LH-1, LH-3). */
class ConsoleTest {
    private static DemoPerson stranger;
    private static AtTheConsole console;
    private static Screen screen;

    @BeforeAll
    static void open() {
        stranger = Ward.someone("social-worker");
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Ward.house().oidcApp().address())
                    .types(stranger.username(), "not the password of anybody")
                    .types(stranger.username(), "not the password either");
        }
        History.eventually("person=" + stranger.username(), row -> true);
        console = AtTheConsole.stranger();
        screen = console.screen();
        console.signsIn(Ward.atTheConsole(), filtered());
    }

    @BeforeEach
    void wide() {
        screen.wide().scheme("light");
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @Test
    void the_overview_counts_and_leads_to_the_lists() {
        console.opens("/");
        screen.sees(By.id("numbers-failed"));
        screen.seesText("What needs attention").seesText("Apps in use").picture("overview");
        screen.presses(By.linkText("ward-board"));
        screen.until("the list is filtered by app", d -> query().contains("app=ward-board") ? true : null);
        screen.sees(AtTheConsole.LIST);
    }

    @Test
    void the_failures_are_counted_by_person_address_and_cause() {
        console.opens("/activity/failures?person=" + stranger.username());
        screen.seesText("By person")
                .seesText("By address")
                .seesText("By cause")
                .seesText(stranger.displayName())
                .picture("failures");
        screen.presses(By.linkText("Wrong password"));
        screen.until("the list is filtered by cause", d -> query().contains("cause=wrong_password") ? true : null);
        screen.sees(AtTheConsole.cell("Wrong password"));
    }

    @Test
    void a_link_to_a_filtered_list_survives_the_sign_in_and_a_reload() {
        console.opens(filtered());
        listed();
        screen.reloads();
        listed();
    }

    @Test
    void a_filter_chosen_on_the_page_goes_into_the_address() {
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        screen.presses(By.id("chip-person-open")).enters(By.cssSelector("vaadin-popover input"), stranger.username());
        screen.until(
                "the address names the person", d -> query().contains("person=" + stranger.username()) ? true : null);
        screen.sees(By.cssSelector("#chip-person.kw-on"));
        screen.sees(AtTheConsole.cell("Wrong password"));
        screen.presses(By.id("chip-reset"));
        screen.until("the address names nobody", d -> query().contains("person=") ? null : true);
    }

    @Test
    void a_row_opens_with_everything_known_about_it() {
        console.opens(filtered());
        listed();
        SignInRow row = History.signIns("person=" + stranger.username()).getFirst();
        screen.presses(AtTheConsole.cell("Wrong password")).sees(AtTheConsole.DRAWER);
        screen.until("the address names the row", d -> query().contains("open=") ? true : null);
        screen.seesText("What happened")
                .seesText("ward-board")
                .seesText("unknown")
                .picture("history-drawer");
        screen.reloads().sees(AtTheConsole.DRAWER);
        screen.seesText("What happened");
        screen.presses(By.id("drawer-close"));
        screen.until("the drawer is gone", d -> screen.shows(AtTheConsole.DRAWER) ? null : true);
        console.opens(filtered() + "&open=" + row.id());
        screen.seesText(row.id());
    }

    @Test
    void a_question_is_saved_under_a_name_and_asked_again() {
        console.opens(filtered());
        listed();
        screen.presses(By.id("views"))
                .types(AtTheConsole.input("views-name"), "Doors at night")
                .presses(By.id("views-save"))
                .sees(By.linkText("Doors at night"));
        screen.picture("history-saved-views");
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        screen.presses(By.id("views")).presses(By.linkText("Doors at night"));
        screen.until("the question is back", d -> query().contains("person=" + stranger.username()) ? true : null);
        listed();
        screen.presses(By.id("views")).presses(By.cssSelector("vaadin-button[aria-label='Forget Doors at night']"));
        screen.until("it is forgotten", d -> screen.shows(By.linkText("Doors at night")) ? null : true);
    }

    @Test
    void what_is_filtered_comes_as_a_file_and_that_is_recorded() throws IOException {
        console.opens(filtered());
        listed();
        screen.presses(By.id("export"));
        screen.sees(By.id("export-csv"));
        screen.picture("history-export").presses(By.id("export-csv"));
        List<String> lines = Files.readAllLines(screen.downloaded(".csv"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
        assertThat(lines.subList(1, lines.size()))
                .filteredOn(line -> !line.isBlank())
                .allMatch(line -> line.contains(stranger.username()));
        String look = History.eventuallyChange(
                        "operation=READ&actor=" + Ward.atTheConsole().username(),
                        change -> change.target().endsWith("sign-ins/export"))
                .id();
        assertThat(History.read("history/changes/" + look, ChangeDetail.class).fields())
                .as("the filters of the export")
                .anyMatch(field -> String.valueOf(field.after()).contains(stranger.username()));
    }

    @Test
    void the_search_field_finds_a_person() {
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        screen.types(AtTheConsole.input("search"), stranger.username()).sees(By.cssSelector("#search-results a"));
        assertThat(screen.reads(By.id("search-results"))).contains(stranger.username());
        screen.picture("search");
        screen.confirms(AtTheConsole.input("search"));
        screen.until(
                "the person is asked about",
                d -> screen.address().toString().contains("/activity/sign-ins") && query().isEmpty() ? null : true);
    }

    @Test
    void the_console_speaks_spanish() {
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        screen.presses(By.cssSelector("#language vaadin-menu-bar-button")).presses(menuEntry("Español"));
        screen.until(
                "the page is Spanish",
                d -> "es".equals(screen.runs("return document.documentElement.lang")) ? true : null);
        screen.sees(AtTheConsole.LIST);
        screen.until("nothing English is left", d -> screen.text().contains("Login history") ? null : true);
        screen.picture("history-spanish");
        screen.presses(By.cssSelector("#language vaadin-menu-bar-button")).presses(menuEntry("English"));
        screen.seesText("Login history");
    }

    @Test
    void the_console_is_dark_when_asked_and_stays_so() {
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        screen.presses(By.cssSelector("#scheme vaadin-menu-bar-button")).presses(menuEntry("Dark"));
        screen.until("the page is dark", d -> dark() ? true : null);
        screen.reloads().sees(AtTheConsole.LIST);
        assertThat(dark()).isTrue();
        screen.picture("history-dark");
        screen.presses(By.cssSelector("#scheme vaadin-menu-bar-button")).presses(menuEntry("As the system"));
        screen.until("the page is light", d -> dark() ? null : true);
    }

    private static String filtered() {
        return AtTheConsole.HISTORY + "?outcome=FAILED&person=" + stranger.username();
    }

    private static void listed() {
        screen.sees(AtTheConsole.cell("Wrong password"));
        assertThat(query()).containsIgnoringCase("outcome=failed").contains("person=" + stranger.username());
    }

    private static String query() {
        return String.valueOf(screen.address().getQuery());
    }

    private static By menuEntry(String words) {
        return By.xpath("//vaadin-menu-bar-item[normalize-space(.)=\"" + words + "\"]");
    }

    private static boolean dark() {
        return String.valueOf(screen.runs("return getComputedStyle(document.documentElement).colorScheme"))
                .equals("dark");
    }
}
