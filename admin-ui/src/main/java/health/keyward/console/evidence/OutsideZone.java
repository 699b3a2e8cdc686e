package health.keyward.console.evidence;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.Facts;
import health.keyward.console.base.SizeMeter;
import health.keyward.console.base.Transfer;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerHealth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What somebody outside needs to verify the log without believing this console: the export, the public key, how, and the proof of one event. */
final class OutsideZone extends Zone {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String EXPORT = "keyward-evidence.zip";

    private final transient Supplier<Answer<InputStream>> opening;
    private final transient IntFunction<Answer<InputStream>> reporting;
    private final Div keys = new Div();
    private final Transfer transfer = new Transfer("evidence-export");
    private final Transfer reports = new Transfer("evidence-report");
    private List<String> shown = List.of();

    /**
     * @param year the present one
     * @param prove opens the proof of the event with this id
     */
    OutsideZone(Evidence evidence, int year, Consumer<String> prove) {
        super("outside", Words.say("outside.title"));
        var caller = Caller.current();
        opening = () -> evidence.export(caller);
        reporting = asked -> evidence.report(caller, asked);
        var ui = UI.getCurrent();
        var export = download("evidence-export", Words.say("outside.export"), event -> write(event, ui));
        var links = new Div(export, transfer);
        links.addClassName("kw-downloads");
        var years = new Div(
                download(
                        "evidence-report",
                        Words.say("outside.report.now", Integer.toString(year)),
                        event -> report(event, year, ui)),
                download(
                        "evidence-report-before",
                        Words.say("outside.report.before", Integer.toString(year - 1)),
                        event -> report(event, year - 1, ui)),
                reports);
        years.addClassName("kw-downloads");
        add(quiet(Words.say("outside.what")), links, years, keys, one(prove));
    }

    private static Anchor download(String id, String words, DownloadHandler handler) {
        var link = new Anchor(handler, words);
        link.setId(id);
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        return link;
    }

    /** Streams the report of a year to the browser. Runs without the session lock. */
    void report(DownloadEvent event, int year, UI ui) throws IOException {
        reports.write(
                event,
                "keyward-evidence-" + year + ".txt",
                "text/plain; charset=utf-8",
                () -> reporting.apply(year),
                new SizeMeter(),
                ui);
    }

    /** Streams the export to the browser. Runs without the session lock. */
    void write(DownloadEvent event, UI ui) throws IOException {
        transfer.write(event, EXPORT, "application/zip", opening, new SizeMeter(), ui);
    }

    void show(LedgerHealth health) {
        if (shown.equals(health.vkeys()) && keys.getChildren().findAny().isPresent()) {
            return;
        }
        shown = health.vkeys();
        var facts = new Facts(Words.say("outside.key"));
        shown.forEach(key -> facts.id("outside.vkey", key));
        var text = instructions(health).getBytes(StandardCharsets.UTF_8);
        var link = new Anchor(
                DownloadHandler.fromInputStream(e -> new DownloadResponse(
                        new ByteArrayInputStream(text),
                        "keyward-verify.txt",
                        "text/plain; charset=utf-8",
                        text.length)),
                Words.say("outside.instructions"));
        link.setId("verify-instructions");
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        keys.removeAll();
        keys.add(facts, quiet(Words.say("outside.compare")), link);
    }

    private static String instructions(LedgerHealth health) {
        var key = health.vkeys().isEmpty() ? "VKEY" : health.vkeys().getLast();
        return String.join(
                "\n",
                Words.say("outside.text.title", health.origin()),
                "",
                Words.say("outside.text.keys"),
                String.join("\n", health.vkeys()),
                "",
                Words.say("outside.text.all"),
                "java -jar keyward-verifier.jar verify " + EXPORT + " --key '" + key + "'",
                "",
                Words.say("outside.text.one"),
                "java -jar keyward-verifier.jar prove EVENT.tlog-proof --key '" + key + "'",
                "",
                Words.say("outside.text.result"),
                "");
    }

    private static Div one(Consumer<String> prove) {
        var id = new TextField(Words.say("outside.event"));
        id.setId("prove-event");
        id.setPlaceholder(Words.say("outside.event.hint"));
        id.setMaxLength(64);
        var show = new Button(Words.say("proof.show"), e -> {
            var wanted = id.getValue().strip().toLowerCase(java.util.Locale.ROOT);
            boolean fits = ID.matcher(wanted).matches();
            id.setInvalid(!fits);
            id.setErrorMessage(Words.say("outside.event.wrong"));
            if (fits) {
                prove.accept(wanted);
            }
        });
        show.setId("prove-show");
        show.addThemeVariants(ButtonVariant.SMALL);
        show.addClickShortcut(com.vaadin.flow.component.Key.ENTER).listenOn(id);
        var line = new Div(id, show);
        line.addClassName("kw-one-event");
        var box = new Div(new H3(Words.say("outside.one")), line);
        box.addClassName("kw-group");
        return box;
    }
}
