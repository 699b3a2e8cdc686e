package health.keyward.local.house;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes every mail the house sends and keeps it in memory; nothing leaves the machine. */
public final class MailSink implements AutoCloseable {
    private final int port;
    private final List<Message> earlier = new ArrayList<>();
    private GreenMail server;

    private MailSink(int port) {
        this.port = port;
        this.server = opened(port);
    }

    /** A mail as it arrived. */
    public record Message(String from, List<String> to, String subject, String text) {
        /** Without the line breaks and the equals signs of quoted-printable. */
        public String flat() {
            return text.replaceAll("=\\r?\\n", "").replace("=3D", "=");
        }
    }

    static MailSink start(int port) {
        return new MailSink(port);
    }

    private static GreenMail opened(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** All mails since the start, oldest first. */
    public synchronized List<Message> messages() {
        return Stream.concat(
                        earlier.stream(),
                        Stream.of(server.getReceivedMessages()).map(MailSink::read))
                .toList();
    }

    /** Takes no more mail, as a server that is down; what came before stays. */
    public synchronized void goAway() {
        Stream.of(server.getReceivedMessages()).map(MailSink::read).forEach(earlier::add);
        server.stop();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    /** Takes mail again after {@link #goAway}. */
    public synchronized void comeBack() {
        server.start();
    }

    /** Waits until so many mails are there; false when they are not within the time. */
    public boolean await(int count, java.time.Duration limit) {
        return server.waitForIncomingEmail(limit.toMillis(), count);
    }

    @Override
    public synchronized void close() {
        server.stop();
    }

    private static Message read(MimeMessage mail) {
        try {
            return new Message(
                    Stream.of(mail.getFrom()).map(Object::toString).findFirst().orElse(""),
                    Stream.of(mail.getAllRecipients()).map(Object::toString).toList(),
                    mail.getSubject() == null ? "" : mail.getSubject(),
                    GreenMailUtil.getBody(mail));
        } catch (MessagingException broken) {
            throw new IllegalStateException("a mail in the sink cannot be read", broken);
        }
    }
}
