package health.keyward.console.proof;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Where one event stands in the signed log, and the file that proves it. */
public final class ProofDialog extends Dialog {
    private static final int NOT_SIGNED_YET = 409;

    private final String event;
    private final transient Evidence evidence;
    private final transient Background background;
    private final Div body = new Div();

    ProofDialog(String event, Evidence evidence, Background background) {
        this.event = event;
        this.evidence = evidence;
        this.background = background;
        setId("proof");
        setHeaderTitle(Words.say("proof.title"));
        setWidth("480px");
        body.addClassName("kw-proof");
        add(body);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("proof-close");
        getFooter().add(close);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                ask();
            }
        });
    }

    private void ask() {
        var caller = Caller.current();
        show(States.loading());
        background.ask(UI.getCurrent(), () -> evidence.proof(caller, event), answer -> {
            if (isOpened()) {
                show(answer);
            }
        });
    }

    private void show(Answer<String> answer) {
        switch (answer) {
            case Answer.Ok<String>(var text) ->
                ProofFile.of(text)
                        .ifPresentOrElse(
                                this::show,
                                () -> show(States.empty("proof.unreadable.title", "proof.unreadable.text")));
            case Answer.Failed<String>(var problem)
            when problem.status() == NOT_SIGNED_YET -> {
                var again = new Button(Words.say("state.failed.button"), e -> ask());
                again.setId("proof-again");
                show(States.empty("proof.early.title", "proof.early.text"), again);
            }
            case Answer<String> other -> show(States.of(other, this::ask));
        }
    }

    private void show(ProofFile file) {
        var words = new Paragraph(Words.say("proof.says", file.index(), file.size()));
        words.setId("proof-says");
        var check = new Paragraph(Words.say("proof.check"));
        check.addClassName("kw-quiet");
        show(
                words,
                new Facts(Words.say("proof.file"))
                        .id("fact.event", event)
                        .fact("proof.index", number(file.index()))
                        .fact("proof.size", number(file.size()))
                        .fact("proof.steps", number(file.steps()))
                        .fact("proof.signatures", number(file.signatures()))
                        .id("proof.origin", file.origin()),
                download(file),
                check,
                Facts.id("java -jar keyward-verifier.jar prove " + event + ".tlog-proof --key VKEY"));
    }

    private Anchor download(ProofFile file) {
        var bytes = file.text().getBytes(StandardCharsets.UTF_8);
        var link = new Anchor(
                DownloadHandler.fromInputStream(e -> new DownloadResponse(
                        new ByteArrayInputStream(bytes),
                        event + ".tlog-proof",
                        "text/plain; charset=utf-8",
                        bytes.length)),
                Words.say("proof.download"));
        link.setId("proof-download");
        link.getElement().setAttribute("download", true);
        link.addClassName("kw-link");
        return link;
    }

    private static String number(long value) {
        return String.format(Words.locale(), "%,d", value);
    }

    private void show(Component... content) {
        body.removeAll();
        body.add(content);
    }
}
