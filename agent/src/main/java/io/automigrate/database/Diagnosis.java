package io.automigrate.database;

import io.automigrate.database.driver.MissingClass;
import io.automigrate.database.driver.UrlNotAcceptedException;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.KnownFault;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Finds the kind of a failure. The most specific exception in the chain decides: a missing class or an untrusted certificate hides behind
 * "communications link failure"; then the database's error codes, then the SQLState, then what the network said.
 */
final class Diagnosis {
    /** Chains may be circular: some drivers set a cause's next exception to the exception itself. */
    private static final int LONGEST_CHAIN = 30;

    private final JdbcUrl url;
    private final DatabaseKind kind;
    private final List<Throwable> chain = new ArrayList<>();

    Diagnosis(Throwable failure, JdbcUrl url) {
        this.url = url;
        kind = DatabaseKinds.of(url);
        collect(failure);
    }

    private void collect(Throwable failure) {
        if (failure == null || chain.size() >= LONGEST_CHAIN || isKnown(failure)) {
            return;
        }
        chain.add(failure);
        collect(failure.getCause());
        if (failure instanceof SQLException sql) {
            collect(sql.getNextException());
        }
    }

    private boolean isKnown(Throwable failure) {
        for (Throwable known : chain) {
            if (known == failure) {
                return true;
            }
        }
        return false;
    }

    ConnectionProblem problem() {
        for (Throwable failure : chain) {
            ConnectionProblem special = special(failure);
            if (special != null) {
                return special;
            }
        }
        for (Throwable failure : chain) {
            ConnectionFault fault = failure instanceof SQLException sql ? kind.connectionFault(sql) : null;
            if (fault == ConnectionFault.NOT_READY && isRefusedConnection()) {
                return problem(ConnectionFault.NOT_LISTENING);
            }
            if (fault != null) {
                return new ConnectionProblem(fault, Reason.of(chain, url), fileRemedy((SQLException) failure));
            }
        }
        for (Throwable failure : chain) {
            if (failure instanceof IOException) {
                return problem(isRefusedConnection() ? ConnectionFault.NOT_LISTENING : ConnectionFault.NOT_READY);
            }
        }
        return problem(ConnectionFault.REJECTED);
    }

    /** When one of several hosts refuses and another one is busy, an attempt is no longer cheap. */
    private boolean isRefusedConnection() {
        boolean refused = false;
        for (Throwable failure : chain) {
            if (failure instanceof IOException && !(failure instanceof ConnectException)) {
                return false;
            }
            refused |= failure instanceof ConnectException
                    && String.valueOf(failure.getMessage()).contains("refused");
        }
        return refused;
    }

    private ConnectionProblem problem(ConnectionFault fault) {
        return new ConnectionProblem(fault, Reason.of(chain, url), "");
    }

    private String fileRemedy(SQLException failure) {
        return kind.isFileFault(failure.getErrorCode())
                ? "the folder of the database's file must exist, and this process must be allowed to write into it"
                : "";
    }

    /** Returns the problem that only the type or the words of an exception show; null for none. */
    private ConnectionProblem special(Throwable failure) {
        if (failure instanceof LinkageError || failure instanceof ClassNotFoundException) {
            MissingClass missing = MissingClass.of(failure);
            return new ConnectionProblem(ConnectionFault.UNUSABLE, missing.reason(), missing.remedy());
        }
        if (isAboutEncryption(failure)) {
            return new ConnectionProblem(
                    ConnectionFault.REJECTED,
                    "no trust in the server's encryption: " + Reason.words(failure) + Reason.at(url),
                    "let the JVM trust the server's certificate (-Djavax.net.ssl.trustStore=…, or the driver's own URL"
                            + " parameters), and connect by the name that the certificate is for");
        }
        if (failure instanceof UrlNotAcceptedException) {
            return new ConnectionProblem(ConnectionFault.UNUSABLE, Reason.words(failure), "correct the URL");
        }
        KnownFault known = kind.knownFault(failure);
        return known == null
                ? null
                : new ConnectionProblem(
                        known.fault(), known.reason() == null ? Reason.words(failure) : known.reason(), known.remedy());
    }

    private static boolean isAboutEncryption(Throwable failure) {
        if (failure instanceof CertificateException
                || failure instanceof CertPathValidatorException
                || failure instanceof CertPathBuilderException) {
            return true;
        }
        // Without an alert or a certificate in the message, the connection broke during the handshake, as connections
        // do while a server
        // starts.
        String words = failure.getMessage();
        return failure instanceof SSLException
                && words != null
                && (words.contains("fatal alert")
                        || words.contains("No appropriate protocol")
                        || words.contains("certificate"));
    }
}
