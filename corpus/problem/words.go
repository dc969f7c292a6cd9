package problem

// table is all the kinds there are.
var table = map[Kind]Words{
	// Of requests, and of what they ask for.
	"bad_request":            {400, "请求无法理解", "请检查请求的写法。", 0},
	"malformed_json":         {400, "不是合格的 JSON", "请求正文应是一个 JSON 对象。", 0},
	"bad_cursor":             {400, "翻页标记无效", "翻页标记只对同一查询、同一状态的资料库有效，请从第一页重新开始。", 0},
	"unauthorized":           {401, "需要管理口令", "修改资料库需要管理口令：请登录，或以 Authorization: Bearer 提交。", 0},
	"forbidden":              {403, "不允许", "这一操作不被允许。", 0},
	"foreign_origin":         {403, "来自其他网站的请求", "只接受本站页面发出的请求。", 0},
	"not_found":              {404, "没有这个地址", "请检查网址。", 0},
	NoDocument:               {404, "没有这篇文献", "资料库中没有这个编号的文献，它可能已被删除。", 0},
	"no_such_provision":      {404, "没有这一条款", "这篇文献中没有这个位置。", 0},
	NoCollection:             {404, "没有这个备课夹", "没有这个编号的备课夹，它可能已被删除。", 0},
	NoItem:                   {404, "没有这个条目", "备课夹里没有这个条目，它可能已被移走。", 0},
	"method_not_allowed":     {405, "不支持这种请求方法", "允许的方法见 Allow 头。", 0},
	"no_such_task":           {404, "没有这个任务", "任务随服务一起结束，重新启动后要重新提交。", 0},
	PartOfFile:               {409, "这一篇是一个文件中的一部分", "同一文件里的其他篇会受影响，请改用上传文件。", 0},
	NothingToUndo:            {409, "没有可以撤销的操作", "最近没有可撤销的更正、删除、更新或恢复。", 0},
	"collection_changed":     {412, "备课夹已被他人改动", "请以 current 中的最新内容为准，再作改动。", 0},
	Changed:                  {412, "文献已被他人改动", "请取得最新内容后再提交。", 0},
	DocumentExists:           {412, "已有这篇文献", "要求没有它才写入（If-None-Match），没有写入。", 0},
	"too_large":              {413, "内容过大", "一次上传或一批 NDJSON 不超过 60 MB，一篇文本不超过 8 MB（JSON 转义前），其他请求不超过 1 MB。", 0},
	"unsupported_media_type": {415, "不支持这种内容类型", "上传文件用 multipart/form-data，逐行提交用 application/x-ndjson，其余用 application/json。", 0},
	"foreign_host":           {421, "主机名不被接受", "本服务只以本机地址或配置中列出的主机名访问。", 0},
	"invalid_request":        {422, "请求有误", "请按所列的说明逐项更正。", 0},
	TooManyItems:             {422, "备课夹装不下了", "一个备课夹至多 10,000 个条目，请另建一个。没有加入任何条目。", 0},
	"not_a_packet":           {422, "不是可以复核的备课材料", "", 0},
	"quarantined":            {422, "已隔离", "", 0},
	"removed":                {409, "已被删除", "", 0},
	"same_text":              {409, "已有同样的文本", "", 0},
	"id_taken":               {409, "编号已被占用", "", 0},
	"in_progress":            {409, "同一请求正在进行", "带同样 Idempotency-Key 的请求还没有做完，请稍候再问。", 1},
	"key_reused":             {422, "键已用于另一请求", "这个 Idempotency-Key 已用于内容不同的请求，请换一个键。", 0},
	"not_taken":              {422, "没有收进", "", 0},
	Unreadable:               {422, "这个文件读不下去", "", 0},
	"too_many_tasks":         {429, "排队的任务太多", "请等前面的任务完成后再提交。", 30},
	"too_many_rechecks":      {429, "正在复核的太多", "请稍候再试。", 10},
	"too_many_exports":       {429, "正在导出的太多", "请稍候再试。", 10},
	"too_many_requests":      {429, "请求过于频繁", "请稍候再试。", 10},
	Canceled:                 {499, "已中断", "还没有做完就被中断了。", 0},
	Internal:                 {500, "服务器内部错误", "错误已记入日志，报告时请附上请求编号。", 0},
	"not_ready":              {503, "索引尚未就绪", "索引正在建立，请稍候再试。", 5},
	"index_unavailable":      {503, "暂时无法检索", "索引暂不可用，请稍候再试。", 5},
	"overloaded":             {503, "来访过多", "服务正忙，请稍候再试。", 1},
	Timeout:                  {503, "检索超时", "这一查询用时过长，请缩短后再试。", 1},
	DiskFull:                 {507, "磁盘已满", "这一次没有全部写完，已报告收进的除外；请腾出磁盘空间后再试。检索和阅读不受影响。", 0},

	// Of arguments and of the files that a person writes.
	BadUsage:      {0, "用法有误", "tiaowen -h 列出命令，tiaowen 命令 -h 列出它的选项。", 0},
	BadConfig:     {0, "配置文件有误", "键与长选项同名，不带 --；tiaowen 命令 -h 列出选项。", 0},
	MalformedFile: {0, "写法有误", "", 0},

	// Of files and folders.
	NoFile:         {0, "不存在", "", 0},
	FileExists:     {0, "已经存在", "", 0},
	NoPermission:   {0, "没有权限", "检查文件和文件夹的权限，或换用有权限的用户运行。", 0},
	ReadOnlyDisk:   {503, "只能读，不能写", "换一个可以写的文件夹，或让磁盘可写。", 0},
	NotAFolder:     {0, "不是文件夹", "", 0},
	IsAFolder:      {0, "是文件夹", "", 0},
	NotEmpty:       {0, "里有东西", "", 0},
	FolderTooLarge: {0, "文件夹里的东西太多", "把资料分放到几个文件夹，分批导入；监视的文件夹只放要收的文件。", 0},
	NotAZip:        {0, "不是 ZIP 文件", "", 0},
	DamagedFile:    {0, "文件不完整或已损坏", "重新取得这个文件，或换一份。", 0},
	NotABackup:     {0, "不是 tiaowen 的备份", "", 0},

	// Of where the result of a command goes.
	CannotWrite: {0, "结果没有写完", "看输出写到哪里去了：磁盘满没满，接收的程序是不是先结束了。", 0},
	ClosedPipe:  {0, "接收的一方已经关闭", "", 0},

	// Of the data folder.
	InUse:             {0, "资料库正由另一个 tiaowen 进程使用", "", 0},
	DamagedText:       {503, "这一篇在资料库里的文字或原件已损坏", "别的文献不受影响；请管理员用 tiaowen verify 看损坏在哪里，从备份恢复，或重新导入这一篇。", 0},
	DamagedLibrary:    {503, "数据库文件已损坏", "停止服务，用 tiaowen verify 看损坏在哪里，用 tiaowen restore 从备份恢复。", 0},
	UnreadableLibrary: {503, "数据库文件打不开，或读写出错", "检查资料库文件夹的权限和磁盘；tiaowen doctor 逐项检查。", 0},
	LostLibrary:       {0, "资料库是空的，索引里却有内容", "", 0},
	NewerLibrary:      {0, "资料库已由更新版本的程序升级，本程序不能打开，请换用新版本", "", 0},
	OlderLibrary:      {0, "资料库由旧版本的程序建立，下次启动服务或导入时自动升级", "", 0},

	// Of the service.
	NoAnswer:     {0, "服务没有应答", "看服务是否在运行，正在启动的请稍候；tiaowen doctor 逐项检查。", 0},
	CannotListen: {0, "不能监听", "换一个端口再试，如 --addr 127.0.0.1:0。", 0},
}
