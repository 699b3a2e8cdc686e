package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.inactivity.RunEvidenceDialog;
import health.keyward.console.inactivity.RunsView;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.MapScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.inactivity.InactivityGoOn;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunPerson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs, one run with its list and its evidence, and what becomes of one that was stopped (IN-6, IN-7, IN-14). */
class InactivityRunsTest extends PageTest {
    private static final String RUN = RunsView.PATH + "/" + InactivityScene.RUN;
    private static final String HALTED = RunsView.PATH + "/" + InactivityScene.HALTED;

    @Test
    void runs_are_listed_newest_first_and_filters_live_in_the_address() {
        visit(RunsView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .isEqualTo("The newest began 5 min ago: First warning 4 (to do), Disable 24 (to do).");
        assertThat(test(runs()).getRow(0).id()).isEqualTo(InactivityScene.HALTED);
        assertThat(test(runs()).getRow(1).id()).isEqualTo(InactivityScene.RUN);
        assertThat(text(Div.class, "engine-halted")).contains("before it did anything");
        visit(RunsView.PATH + "?kind=dry&busy=yes");
        assertThat(HOUSE.calls().stream()
                        .filter(call -> call.path().equals("inactivity/runs"))
                        .reduce((one, other) -> other))
                .hasValueSatisfying(call -> {
                    assertThat(call.values("kind")).containsExactly("DRY");
                    assertThat(call.values("busy")).containsExactly("YES");
                });
        assertThat(test(runs()).getRow(0).id()).isEqualTo(InactivityScene.DRY);
    }

    @Test
    void a_dry_run_is_made_and_its_list_opened() {
        visit(RunsView.PATH);
        test(button("runs-dry")).click();
        answers();
        assertThat(calls("inactivity/runs/dry")).hasSize(1);
        assertThat(find(H1.class).single().getText()).startsWith("Dry run, ");
        assertThat(find(Button.class).withId("run-evidence").all())
                .as("a dry run is no entry of the log")
                .isEmpty();
    }

    @Test
    void a_run_says_what_it_did_to_whom_and_what_was_seen_afterwards() {
        visit(RUN + "?act=archive&state=done");
        assertThat(text(Paragraph.class, "sentence"))
                .isEqualTo("208 accounts were looked at: First warning 1, Disable 1 (failed), Archive 1.");
        assertThat(calls("inactivity/runs/" + InactivityScene.RUN + "/people"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.values("act")).containsExactly("ARCHIVE");
                    assertThat(call.values("state")).containsExactly("DONE");
                });
        assertThat(test(lines()).getRow(0))
                .extracting(InactivityRunPerson::username, InactivityRunPerson::detail)
                .containsExactly("fhaas", "roles=1 groups=1");
    }

    @Test
    void the_evidence_is_the_list_its_proof_and_how_to_check_them_and_the_hash_is_that_of_the_list() throws Exception {
        visit(RUN);
        test(button("run-evidence")).click();
        answers();
        assertThat(text(Paragraph.class, "run-proof-says")).contains("signed checkpoint");
        var files = unzipped(download());
        var list = files.get("run-" + InactivityScene.RUN + ".list");
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
        assertThat(list).contains(InactivityScene.WARNED + "\tACTIVE\tWARN");
        assertThat(files.get(InactivityScene.ENTRY + ".tlog-proof")).startsWith("c2sp.org/tlog-proof@v1");
        assertThat(files.get("HOW-TO-VERIFY.txt"))
                .contains(hash)
                .contains("keyward-verifier.jar prove " + InactivityScene.ENTRY + ".tlog-proof --key VKEY");
        assertThat(text(Dialog.class, "run-proof")).contains(hash, InactivityScene.ENTRY);
        find(Dialog.class).single().close();
    }

    @Test
    void a_list_that_is_not_the_one_in_the_log_does_not_leave_as_evidence() throws Exception {
        HOUSE.inactivity().forge();
        visit(RUN);
        test(button("run-evidence")).click();
        answers();
        assertThat(new String(download(), StandardCharsets.UTF_8)).startsWith("The list is not the one");
        find(Dialog.class).single().close();
    }

    @Test
    void a_stopped_run_says_why_and_whom_it_would_hit_and_goes_on_only_by_a_second_administrator() {
        visit(HALTED);
        assertThat(text(UnorderedList.class, "run-halts"))
                .contains("It would disable, archive or delete 24 of 212 accounts; more than 20")
                .contains("It would disable everybody of Cardiology.")
                .contains("It would disable 2 people of the on-call roster.");
        test(button("run-decide")).click();
        answers();
        assertThat(text(Paragraph.class, "breaker-counts")).contains("Disable 24 (to do)");
        assertThat(text(Paragraph.class, "breaker-people")).isEqualTo("Would be disabled: bdiaz.");
        test(button("breaker-do")).click();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        test(reason()).setValue("the ward was closed");
        test(button("breaker-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isEqualTo(new InactivityGoOn(InactivityScene.HALTED, "the ward was closed"));
        assertThat(calls("inactivity/breaker/confirm")).hasSize(1);
        assertThat(text(Paragraph.class, "breaker-receipt")).contains("Nothing has been done yet");
        assertThat(find(Anchor.class).withId("breaker-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + MapScene.PROPOSAL);
        test(button("breaker-close")).click();
    }

    @Test
    void a_stopped_run_is_cancelled_for_a_reason_that_outlives_a_fresh_sign_in() {
        visit(HALTED);
        test(button("run-decide")).click();
        answers();
        test(reason()).setValue("the import was wrong");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("breaker-cancel")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(HALTED);
        answers();
        assertThat(reason().getValue()).isEqualTo("the import was wrong");
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        test(button("breaker-cancel")).click();
        answers();
        assertThat(calls("inactivity/breaker/cancel")).hasSize(2);
        assertThat(text(Paragraph.class, "breaker-receipt")).contains("cancelled and did nothing");
        test(button("breaker-close")).click();
        answers();
        assertThat(find(Button.class).withId("run-decide").all()).isEmpty();
        assertThat(find(Main.class).single().getElement().getTextRecursively()).contains("Cancelled");
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(RunsView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void a_run_that_is_not_there_is_said_to_be_missing() {
        visit(RunsView.PATH + "/00000000-0000-4000-8000-000000000000");
        assertThat(state()).isEqualTo("failed");
        assertThat(find(Main.class).single().getElement().getTextRecursively()).contains("Not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(RunsView.PATH);
        var runs = find(Main.class).single().getElement().getTextRecursively();
        visit(HALTED);
        test(button("run-decide")).click();
        answers();
        assertThat(runs
                        + find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "dormant.");
        find(Dialog.class).single().close();
    }

    private byte[] download() throws Exception {
        var link = find(Anchor.class).withId("run-proof-download").single();
        var file = new ByteArrayOutputStream();
        find(RunEvidenceDialog.class)
                .single()
                .write(
                        new DownloadEvent(
                                VaadinRequest.getCurrent(),
                                VaadinResponse.getCurrent(),
                                VaadinSession.getCurrent(),
                                link.getElement()) {
                            @Override
                            public OutputStream getOutputStream() {
                                return file;
                            }

                            @Override
                            public void setFileName(String name) {
                                assertThat(name).endsWith(InactivityScene.RUN + ".zip");
                            }

                            @Override
                            public void setContentType(String type) {
                                assertThat(type).isEqualTo("application/zip");
                            }
                        },
                        "c2sp.org/tlog-proof@v1\n");
        return file.toByteArray();
    }

    private static Map<String, String> unzipped(byte[] bytes) throws Exception {
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityRun> runs() {
        return find(Grid.class).withId("runs").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityRunPerson> lines() {
        return find(Grid.class).withId("lines").single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private TextArea reason() {
        return find(TextArea.class).withId("breaker-reason").single();
    }
}
