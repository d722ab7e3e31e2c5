/**
 * The whole program as one module, so that jlink can put it into the run-time image: there its
 * classes are read faster than from a jar, and an archive of them stays valid wherever the image is
 * unpacked.
 *
 * <p>Open, since picocli and Jackson look at fields by reflection. What only unused parts of the
 * libraries ask for (java.desktop, java.sql and java.xml by Jackson, jdk.jfr by Netty) is left out.
 */
open module rdpsweep {
  requires java.logging; // Netty's and Bouncy Castle's loggers
  requires java.management; // the simulator's limit on open files
  requires java.naming; // names in certificates
  requires jdk.management;
  requires jdk.unsupported; // Netty's direct memory
}
