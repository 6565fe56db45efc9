//! The methods that the standard library calls on what it is handed, by name.
//!
//! Source: the interface types in the sources of Go 1.21.13, 1.23.9, 1.26.8 and 1.27.3, which a test reads anew.

/// Whether the standard library has an interface with a method of this name.
#[must_use]
pub fn is_std_method(name: &str) -> bool {
    METHODS.split_ascii_whitespace().any(|method| method == name)
}

/// In order.
const METHODS: &str = "\
    Accept Add Addr AddressSize AdjustStream AfterFunc Align Alignof AppendBinary AppendStackPointer AppendText AppendUint16 \
    AppendUint32 AppendUint64 ArtifactDir As AssignableTo At Attr Available BaseContext Basic Begin BeginTx Bits BlockSize Bounds \
    Bytes BytesX C CanSeq CanSeq2 CancelRequest ChanDir Chdir CheckCorpus CheckNamedValue Cleanup Clone Close CloseConn \
    CloseIdleConnections CloseNotify CloseStream CloseWrite ColorIndexAt ColorModel ColumnConverter ColumnTypeDatabaseTypeName \
    ColumnTypeLength ColumnTypeNullable ColumnTypePrecisionScale ColumnTypeScanType Columns Commit Common Comparable Compose \
    ConnFromContext Connect ConnectionState ConstantTimeSum Context ContextWithTimeout Control Convert ConvertValue ConvertibleTo \
    Cookies CoordinateFuzzing Copy CrashPath CryptBlocks Curve DataReader DataStart Deadline Decapsulate DecodeUnified Decompose \
    Decrypt DeriveKeyPair DialClientConn DialFromContext DisableCompression Done Double Draw Driver ECDH Elem ElemBits \
    EnableFullDuplex Enabled Encapsulate Encapsulator Encode Encrypt End Equal Err Error Errorf Eval Exact ExactString Exec \
    ExecContext Exported ExternalRoundTrip F Fail FailNow Failed Fatal Fatalf Field FieldAlign FieldByIndex FieldByName \
    FieldByNameFunc Fields Flag Flush FlushError Format Framer Generate GenerateKey Get GetClientConn Glob Gname GoString GobDecode \
    GobEncode HTTP2Config Handle HandshakeContext HasNextResultSet Hash HashFunc Header HeaderBlockFragment HeaderEncoder HeadersEnded \
    Helper Hijack ID Id IdleConnTimeout IdleTimeout Implements Import ImportFrom ImportPath In InFlight Info InitRuntimeCoverage Ins \
    Int63 Is IsBoolFlag IsDir IsHTTP2NoCachedConnError IsOnCurve IsValid IsVariadic IsZero Join KEM Key Kind Label LastInsertId Len \
    Less Level LocalAddr Lock Log LogValue Logf Lstat M MarkDead MarshalBinary MarshalJSON MarshalJSONTo MarshalText MarshalXML \
    MarshalXMLAttr MatchString MaxHeaderListSize Method MethodByName Methods ModTime Mode ModulePath Name Name_ Network \
    NewCBCDecrypter NewCBCEncrypter NewCTR NewClientConn NewGCM NewPrivateKey NewPublicKey NewTimer Next NextResultSet NextRow \
    NonceSize Now NumField NumIn NumInput NumMethod NumOut Obj Offsetsof Opaque Open OpenConnector OpenStream Options Out Output Outs \
    OverflowComplex OverflowFloat OverflowInt OverflowUint Overhead Params Parent Peek Ping Pkg PkgPath PollFD Pop Pos Position \
    Precision Prepare PrepareContext Public PublicKey PublicSuffix Push Put PutUint16 PutUint32 PutUint64 Quantize Query QueryContext \
    RGBA RGBA64At Raw Read ReadAt ReadByte ReadCorpus ReadData ReadDir ReadFile ReadFrom ReadLink ReadRequestBody ReadRequestHeader \
    ReadResponseBody ReadResponseHeader ReadRune Readdir Registered Release RemoteAddr Replace Reserve Reset ResetCoverage \
    ResetSession Rollback RoundTrip RoundTripErr RowsAffected RunFuzzWorker RuntimeError ScalarBaseMult ScalarMult Scan ScanColumn \
    Seal Seed Seek ServeConnFunc ServeHTTP Set SetBytes SetCookies SetDeadline SetIV SetPanicOnExit0 SetRGBA64 SetReadDeadline \
    SetWriteDeadline Setenv Sign SignMessage Signal Size Sizeof Skip SkipNow SkipSpace Skipf Skipped SnapshotCoverage Stack \
    StackPointer Start StartCPUProfile StartTestLog Stat Stop StopCPUProfile StopTestLog StreamEnded String Sub Sum Sum32 Sum64 Swap \
    Sys SyscallConn TempDir Temporary Timeout Token Type TypeParams Uint16 Uint32 Uint64 Uname Underlying UnencryptedNetConn Unlock \
    Unmarshal UnmarshalBinary UnmarshalCompressed UnmarshalJSON UnmarshalJSONFrom UnmarshalText UnmarshalXML UnmarshalXMLAttr \
    UnreadByte UnreadRune Unwrap Value Visit WhyNotExact Width WithAttrs WithGroup Write WriteAt WriteByte WriteHeader WriteProfileTo \
    WriteRequest WriteResponse WriteString WriteTo XORKeyStream";
