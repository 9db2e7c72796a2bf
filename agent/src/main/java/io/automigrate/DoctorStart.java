package io.automigrate;

import io.automigrate.console.ReportPrinter;
import io.automigrate.doctor.Doctor;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.FailureBlock;
import io.automigrate.settings.resolve.Resolution;
import java.util.OptionalInt;

/** Lets the doctor examine the application that a start would migrate for, with valid or invalid settings. */
record DoctorStart(Doctor doctor, Resolution resolution, ReportPrinter printer)
        implements DeferredStart.ApplicationStart {
    /** Logs that the doctor waits for the host. */
    void announce() {
        doctor.log()
                .info("auto-migrate " + Version.current() + ", " + doctor.host()
                        + ": the doctor looks when the application's classes are there");
    }

    @Override
    public OptionalInt start(ApplicationEntrance application) {
        try {
            JavaRuntime.current().requireConnecting();
            if (doctor.host().isServer()
                    && ApplicationChoice.isPassedOver(
                            resolution.known(), application, doctor.connections(), doctor.log())) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(CommandStart.END_WITH_ZERO | doctor.examine(resolution, application, printer));
        } catch (StartupException e) {
            return OptionalInt.of(FailureBlock.write(e.failure(), OnFailure.END_COMMAND, doctor.log()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(FailureBlock.write(
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The doctor was interrupted"),
                    OnFailure.END_COMMAND,
                    doctor.log()));
        } catch (Throwable e) {
            return OptionalInt.of(UnexpectedFailure.write(e, OnFailure.END_COMMAND, doctor.log()));
        }
    }
}
