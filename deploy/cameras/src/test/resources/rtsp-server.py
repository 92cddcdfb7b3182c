"""An RTSP camera for tests, by Debian's GStreamer: rtsp://127.0.0.1:PORT/live shows colour bars.

Its first line is its port, once it answers, or what it misses on this machine; each further one is
the transport that a viewer has asked for and got. It obeys the lines of its standard input and ends
with it, so that it never outlives its test:

  size WIDTH HEIGHT   the running stream goes on in another size
  stall               its video stops, nothing else does
"""

import argparse
import sys
import threading

FRAMES_PER_SECOND = 15
ELEMENTS = {
    # A key frame a second, no B-frames, and parameter sets in front of each key frame.
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast pass=qual quantizer=20"
    f" key-int-max={FRAMES_PER_SECOND} ! rtph264pay config-interval=-1",
    "jpeg": "jpegenc ! rtpjpegpay",
}

try:
    import gi

    gi.require_version("Gst", "1.0")
    gi.require_version("GstRtsp", "1.0")
    gi.require_version("GstRtspServer", "1.0")
    from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

    Gst.init(None)
    for pipeline in ELEMENTS.values():
        Gst.parse_launch(pipeline)
except (ImportError, ValueError) as missing:
    sys.exit(print("missing:", missing))
except GLib.Error as missing:
    sys.exit(print("missing:", missing.message))

TRANSPORTS = {
    "tcp": GstRtsp.RTSPLowerTrans.TCP,
    "udp": GstRtsp.RTSPLowerTrans.UDP,
    "any": GstRtsp.RTSPLowerTrans.TCP | GstRtsp.RTSPLowerTrans.UDP,
}
METHODS = {
    "basic": GstRtsp.RTSPAuthMethod.BASIC,
    "digest": GstRtsp.RTSPAuthMethod.DIGEST,
}


def caps(width, height):
    return f"video/x-raw,format=I420,width={width},height={height},framerate={FRAMES_PER_SECOND}/1"


class Camera:
    def __init__(self, options):
        self.media = None
        self.factory = GstRtspServer.RTSPMediaFactory()
        self.factory.set_launch(self.pipeline(options))
        self.factory.set_shared(True)
        self.factory.set_protocols(TRANSPORTS[options.transport])
        self.factory.connect("media-configure", self.configure)

        self.server = GstRtspServer.RTSPServer()
        self.server.set_address("127.0.0.1")
        self.server.set_service(str(options.port))
        self.server.get_mount_points().add_factory("/live", self.factory)
        self.server.connect(
            "client-connected", lambda _, client: client.connect("play-request", self.tell)
        )
        if options.ask:
            self.authenticate(options.ask)

    def pipeline(self, options):
        video = (
            "videotestsrc is-live=true ! videoscale"
            f" ! capsfilter name=size caps={caps(*options.size)} ! valve name=valve"
            f" ! {ELEMENTS[options.codec]} name=pay0 pt=96"
        )
        sound = "audiotestsrc is-live=true ! mulawenc ! rtppcmupay name=pay1 pt=0"
        return f"( {video} {sound if options.sound else ''} )"

    def configure(self, _, media):
        self.media = media

    def tell(self, _, context):
        session = context.session.get_media(context.uri.abspath)[0]
        transport = session.get_transport(0).get_transport()
        print(transport.lower_transport.first_value_nick, flush=True)

    def authenticate(self, method):
        """Name and password come as two lines: a process's arguments are public."""
        name, password = (sys.stdin.readline().rstrip("\n") for _ in range(2))
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "viewer")
        auth = GstRtspServer.RTSPAuth()
        auth.set_supported_methods(METHODS[method])
        if method == "basic":
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic(name, password), token)
        else:
            auth.add_digest(name, password, token)
        self.server.set_auth(auth)
        access = "viewer,media.factory.access=true,media.factory.construct=true"
        self.factory.add_role_from_structure(Gst.Structure.from_string(access)[0])

    def start(self):
        if self.server.attach(None) == 0:
            sys.exit("the port is taken")
        print(self.server.get_bound_port(), flush=True)

    def obey(self, command, *arguments):
        pipeline = self.media.get_element()
        if command == "size":
            size = Gst.Caps.from_string(caps(*arguments))
            pipeline.get_by_name("size").set_property("caps", size)
        elif command == "stall":
            pipeline.get_by_name("valve").set_property("drop", True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--size", type=int, nargs=2, default=[160, 120])
    parser.add_argument("--codec", choices=ELEMENTS, default="h264")
    parser.add_argument("--transport", choices=TRANSPORTS, default="any")
    parser.add_argument("--ask", choices=METHODS, help="for a name and a password")
    parser.add_argument("--sound", action="store_true")
    camera = Camera(parser.parse_args())
    camera.start()
    loop = GLib.MainLoop()

    def listen():
        for line in sys.stdin:
            GLib.idle_add(camera.obey, *line.split())
        GLib.idle_add(loop.quit)

    threading.Thread(target=listen, daemon=True).start()
    loop.run()


main()
